"""Of whatever run: right code is never called wrong, and an error of a percent is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from several_outputs import of_classes, of_targets

from engine.check.gradient_check import check_gradients
from engine.data.datasets import DATASETS
from engine.data.table import Table
from engine.formulas.activations import ACTIVATIONS, Activation
from engine.formulas.elementary import Elementary
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.formulas.softmax import softmax
from engine.network.flat import first_index
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.run.outputs import losses_for


@dataclass(frozen=True)
class Way:
    """How a run begins and how far it goes."""

    configuration: Configuration
    by_hand: tuple[int, float] | None
    """Which parameter is set to what, before anything has run."""
    updates: int
    phases: int

    def gone(self) -> Recording:
        """The run at its end, or where it diverges."""
        recording = Recording.begin(self.configuration)
        if self.by_hand is not None:
            recording.set_parameter(*self.by_hand)
        for unit in ["batch"] * self.updates + ["phase"] * self.phases:
            if recording.divergence is None:
                recording.run("batch" if unit == "batch" else "phase")
        return recording


OF_DATASETS: list[tuple[Table | None, str]] = [
    (None, name) for name, each in DATASETS.items() if (each.count or 0) <= 200
]
"""Without the digits, whose 1,797 pictures take minutes as a graph."""

OF_SEVERAL: list[tuple[Table | None, str]] = [
    *((of_classes(classes, 24), "moons") for classes in (3, 4, 10)),
    *((of_targets(targets, 24), "moons") for targets in (2, 5)),
]
"""Data for a network with several outputs."""


@st.composite
def ways(draw: st.DrawFn) -> Way:
    """However it goes: with huge rates, penalties, parameters by hand."""
    table, dataset = draw(st.sampled_from([*OF_DATASETS, *OF_SEVERAL]))
    data = DATASETS[dataset] if table is None else table.dataset
    penalties = st.sampled_from([0.0, 0.0, 0.003, 1.0, 10.0])
    configuration = Configuration(
        dataset=dataset,
        table=table,
        samples=draw(st.sampled_from([8, 20, 40])),
        noise=draw(st.sampled_from([0.0, 10.0])),
        hidden=tuple(draw(st.lists(st.integers(1, 6), max_size=5))),
        activation=draw(st.sampled_from([*ACTIVATIONS])),
        loss=draw(st.sampled_from(losses_for(data))),
        optimizer=draw(st.sampled_from([*OPTIMIZERS])),
        learning_rate=10.0 ** draw(st.floats(-3.0, 3.0)),
        batch_size=draw(st.sampled_from([1, 2, 3, None])),
        l1=draw(penalties),
        l2=draw(penalties),
        seed=draw(st.integers(0, 10**6)),
        engine=draw(st.sampled_from(["matrix", "matrix", "scalar"])),
        zero_grad=draw(st.booleans()),
        mistakes=draw(st.sampled_from([(), (), ("ascend",), ("equal-start",)])),
    )
    numbers = st.sampled_from([0.0, 100.0, 800.0, -1e50, 1e100, 1e-300])
    settings = st.tuples(st.integers(0, configuration.parameter_count - 1), numbers)
    is_matrix = configuration.engine == "matrix"
    return Way(
        configuration,
        by_hand=draw(st.one_of(st.none(), st.none(), settings)),
        updates=draw(st.sampled_from([0, 1, 3, 20, 100] if is_matrix else [0, 1, 5])),
        phases=draw(st.integers(0, 3)),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ways())
def test_right_code_is_never_called_wrong_and_an_error_of_a_percent_is_found(way: Way) -> None:
    check = check_gradients(way.gone())
    if not np.isfinite(check.loss):
        return
    assert check.worst is None or check.agrees
    assert check.forms_agree
    if (check.is_measured & (check.scales > 0.0)).any():
        assert not replace(check, backward=1.01 * check.backward).agrees
        assert not replace(check, backward=0.99 * check.backward).agrees


THREE_CLASSES: dict[str, Any] = {"loss": "cross-entropy", "table": of_classes(3, 40)}
AIMS: list[dict[str, Any]] = [
    *({"loss": name} for name, loss in LOSSES.items() if not loss.is_over_classes),
    *(THREE_CLASSES, {"loss": "cross-entropy", "table": of_classes(10, 40)}),
    *({"loss": loss, "table": of_targets(3, 40)} for loss in ("mse", "sse")),
]
"""Every loss, with one output and with several."""


def off_by(factor: float, derivative: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments: factor * derivative(*arguments)


@pytest.mark.parametrize("factor", [0.99, 1.01, -1.0])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_wrong_derivative_of_an_activation_is_found(
    name: str, factor: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = ACTIVATIONS[name]
    wrong = replace(right, derivative=off_by(factor, right.derivative))
    monkeypatch.setitem(ACTIVATIONS, name, wrong)
    assert not check_gradients(after_some_updates(activation=name, loss="bce")).agrees
    assert not check_gradients(after_some_updates(activation=name, **THREE_CLASSES)).agrees


@pytest.mark.parametrize("factor", [0.99, 1.01, -1.0])
@pytest.mark.parametrize("aim", AIMS, ids=str)
def test_a_wrong_derivative_of_a_loss_is_found_in_both_ways(
    aim: dict[str, Any], factor: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scalar form computes it through its own graph, and knows better."""
    right = LOSSES[aim["loss"]]
    wrong = replace(right, derivative=off_by(factor, right.derivative))
    monkeypatch.setitem(LOSSES, right.name, wrong)
    check = check_gradients(after_some_updates(**aim))
    assert not check.agrees
    assert not check.forms_agree
    # It reaches every parameter: all gradients come through it.
    assert check.is_wrong[check.is_measured & (check.scales > 0.0)].all()


WRONG_CROSS_ENTROPY: dict[str, Callable[..., Any]] = {
    "the target left out": lambda f, loss, scores, targets: softmax(scores),
    "the powers of e not shared out": lambda f, loss, scores, targets: np.exp(scores) - targets,
    "the right class alone": lambda f, loss, scores, targets: targets * (softmax(scores) - 1.0),
    "shared out over the samples": lambda f, loss, scores, targets: softmax(scores.T).T - targets,
    "the slope of softmax once more": lambda f, loss, scores, targets: (
        (softmax(scores) - targets) * softmax(scores) * (1.0 - softmax(scores))
    ),
}
"""How one gets it wrong."""


@pytest.mark.parametrize("classes", [3, 10])
@pytest.mark.parametrize("mistake", WRONG_CROSS_ENTROPY)
def test_a_classic_error_of_cross_entropy_is_found(
    mistake: str, classes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = replace(LOSSES["cross-entropy"], derivative=WRONG_CROSS_ENTROPY[mistake])
    monkeypatch.setitem(LOSSES, "cross-entropy", wrong)
    table = of_classes(classes, 40)
    check = check_gradients(after_some_updates(loss="cross-entropy", table=table))
    assert not check.agrees
    assert not check.forms_agree


def test_an_error_in_one_class_alone_is_found_where_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of the output layer only that of its own neuron is wrong; below, all."""

    def derivative(f: Elementary, loss: Any, scores: Any, targets: Any) -> Any:
        slopes = softmax(scores) - targets
        slopes[1] *= 2.0
        return slopes

    wrong = replace(LOSSES["cross-entropy"], derivative=derivative)
    monkeypatch.setitem(LOSSES, "cross-entropy", wrong)
    check = check_gradients(after_some_updates(**THREE_CLASSES))
    configuration = check.configuration
    last = len(configuration.sizes) - 2
    starts = [first_index(configuration.sizes, last, unit) for unit in range(3)]
    assert check.is_wrong[: starts[0]].all()
    assert not check.is_wrong[starts[0] : starts[1]].any()
    assert check.is_wrong[starts[1] : starts[2]].all()
    assert not check.is_wrong[starts[2] :].any()


@pytest.mark.parametrize(
    ("name", "mistaken"),
    [
        ("relu", lambda f, y: f.sign(y) + 0.01),  # leaks where it is off
        ("leaky-relu", lambda f, y: f.maximum(f.sign(y), 0.0)),  # does not leak
        ("elu", lambda f, y: f.minimum(y, 0.0) + 1.01),
        ("sigmoid", lambda f, y: y),
        ("tanh", lambda f, y: 1.0 - f.absolute(y)),
    ],
)
def test_a_derivative_that_is_wrong_on_one_side_is_found(
    name: str, mistaken: Callable[[Elementary, Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong: Activation = replace(ACTIVATIONS[name], derivative=mistaken)
    monkeypatch.setitem(ACTIVATIONS, name, wrong)
    assert not check_gradients(after_some_updates(activation=name, loss="bce")).agrees


def after_some_updates(**settings: Any) -> Recording:
    recording = Recording.begin(
        replace(Configuration(samples=40, hidden=(4, 3), batch_size=10, l2=0.0), **settings)
    )
    for _ in range(3):
        recording.run("batch")
    return recording
