"""A change on the way as text: read, written, and refused in a sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_tables import table_of

from engine.data.features import FEATURES
from engine.errors import ConfigurationError
from engine.mistakes import MISTAKES
from engine.network.flat import parameter_names
from engine.replay.saved_run import Planned
from engine.run.configuration import Configuration
from engine.run.suggestions import configured
from microtui.settings.plan_text import read_plan, read_planned, written

NAMES = parameter_names(Configuration().sizes)

subsets = {
    field: st.lists(st.sampled_from(sorted(known)), unique=True).map(tuple)
    for field, known in (("features", FEATURES), ("mistakes", MISTAKES))
}
values = st.fixed_dictionaries(
    {},
    optional={
        **subsets,
        "zero_grad": st.booleans(),
        "learning_rate": st.floats(1e-300, 1e300),
        "batch_size": st.none() | st.integers(1, 10_000),
        "activation": st.sampled_from(["tanh", "relu"]),
    },
)
parameters = st.tuples(st.sampled_from(NAMES), st.floats(-1e6, 1e6))
plans = st.builds(
    Planned,
    st.integers(0, 10**9),
    st.integers(0, 10**5),
    st.integers(0, 3),
    values,
    st.none() | parameters,
)


@given(plans.filter(lambda planned: planned.values or planned.parameter))
def test_what_is_written_reads_back_the_same(planned: Planned) -> None:
    assert read_planned(written(planned), NAMES) == planned


@pytest.mark.parametrize(
    ("planned", "text"),
    [
        (Planned(50, 0, 0, {"zero_grad": False}), "50:zero-grad=off"),
        (Planned(50, 3, 0, {"learning_rate": 0.05}), "50/3:lr=0.05"),
        (Planned(0, 0, 2, {"learning_rate": 0.05}), "0/0/2:lr=0.05"),
        (Planned(50, 0, 0, {}, ("0.3.w[1]", 0.5)), "50:0.3.w[1]=0.5"),
        (
            Planned(5, 0, 0, {"engine": "scalar", "mistakes": ("overwrite", "ascend")}),
            "5:engine=scalar,mistakes=overwrite,ascend",
        ),
    ],
)
def test_it_is_written_as_shortly_as_can_be(planned: Planned, text: str) -> None:
    assert written(planned) == text


def test_given_in_any_order_changes_come_in_the_order_of_their_epochs() -> None:
    plan = read_plan(Configuration(), ["80:lr=0.05", "50:lr=0.1", "50:zero_grad=off", "0:lr=1"])
    assert [written(each) for each in plan] == [
        *("0:lr=1", "50:lr=0.1", "50:zero-grad=off", "80:lr=0.05")
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("50:zero-grad=yes", "zero_grad must be on or off, got 'yes'"),
        ("50:lrr=1", "there is no option 'lrr' of a run; did you mean lr?"),
        ("50:momentum=1", "there is no option 'momentum' of a run; microtui help lists all"),
        ("50:learning-rate=1", "there is no option 'learning-rate' of a run; did you mean lr?"),
        ("x:lr=1", "the epochs before it must be a whole number, such as 50"),
        ("-1:lr=1", "the epochs before it must be a whole number, such as 50"),
        ("50/1/4:lr=1", "2 phases after that (0 to 3); got '50/1/4'"),
        ("50", "EPOCH:OPTION=VALUE is needed, such as 50:zero-grad=off"),
        ("50:zero-grad", "EPOCH:OPTION=VALUE is needed, such as 50:zero-grad=off"),
        ("", "EPOCH:OPTION=VALUE is needed, such as 50:zero-grad=off"),
        ("50:lr=-1", "learning rate must be a positive number, such as 0.1, got -1.0"),
        ("50:lr=fast", "learning rate must be a number, such as 0.1, got 'fast'"),
        ("50:mistakes=overwrite", "choose the scalar engine for it, got matrix"),
        ("50:hidden=4", "that begins a run anew: set it from the start instead"),
        ("50:dataset=xor", "that begins a run anew: set it from the start instead"),
        ("50:dataset=plane", "that begins a run anew: set it from the start instead"),
        ("50:dataset=x", "dataset must be one of"),
        ("50:loss=cross-entropy", "is for more than two classes, but moons has two: choose mse or"),
        ("50:mistakes=equal-start", "that begins a run anew: set it from the start instead"),
        ("50/5:lr=1", "an epoch has 5 updates there, so its last change can be at 50/4"),
        ("50/3/2:l2=0.1", "in the middle of an update only the learning rate, its schedule and"),
        ("50:9.9.b=1", "A parameter must be one from 0.0.w[0] to 2.0.b, got '9.9.b'."),
        ("50:0.3.w[1]=x", "A value must be a number from -1,000,000 to 1,000,000, got 'x'."),
        ("50:0.3.b=1,0.4.b=1", "it sets two parameters: each needs an --at of its own"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(text: str, sentence: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        read_plan(Configuration(), ["20:lr=0.1", text])
    assert str(refusal.value).startswith(f"--at {text}: ")
    assert sentence in str(refusal.value)


def test_within_an_epoch_the_order_given_is_the_order() -> None:
    with pytest.raises(ConfigurationError, match=r"--at 50/2:lr=2: .* give them in their order"):
        read_plan(Configuration(), ["50/3:lr=1", "50/2:lr=2"])
    again = ["50/3:batch-size=10", "50/2:lr=2"]
    assert [written(each) for each in read_plan(Configuration(), again)] == again


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("50:dataset=moons", "that begins a run anew: set it from the start instead"),
        ("50:dataset=plane", "that begins a run anew: set it from the start instead"),
        (
            "50:loss=mse",
            "loss mse tells two classes apart, but own.csv has 3",
        ),
        ("50:1.3.b=1", "A parameter must be one from 0.0.w[0] to 1.2.b, got '1.3.b'."),
    ],
)
def test_beside_own_data_it_is_held_against_them(text: str, sentence: str) -> None:
    own = configured({"table": table_of("three classes"), "hidden": (3,), "batch_size": 10})
    with pytest.raises(ConfigurationError, match=re.escape(sentence)):
        read_plan(own, [text])


@pytest.mark.parametrize(
    ("what", "text"), [("three classes", "9:1.2.b=0.5"), ("three targets", "9:loss=sse,1.2.w[2]=1")]
)
def test_each_of_several_outputs_has_parameters_to_set(what: str, text: str) -> None:
    own = configured({"table": table_of(what), "hidden": (3,), "batch_size": 10})
    assert [written(each) for each in read_plan(own, [text])] == [text]
