"""The line that y copies makes the very run again, whatever was done in it."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from logged_session import everything_trained
from own_tables import table_of

from engine.data.datasets import DATASETS
from engine.data.table import scaled_table
from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.replay.saved_run import Planned
from engine.run.configuration import Configuration
from engine.run.outputs import losses_for
from engine.run.presets import PRESETS
from engine.run.starting_parameters import StartingParameters
from engine.run.suggestions import configured
from engine.training import Training
from microtui.changes.revisions import with_layer_more, with_mistake_switched, with_units
from microtui.command_line.cli import cli
from microtui.command_line.described.described_run import described_run
from microtui.exports.command_line import command_line, reservation
from microtui.screens.main_keys import COMMANDS
from microtui.session.bench.experiment import Experiment
from microtui.session.commands import Configure, GoToEpoch, RunCommand, SetParameter, Step
from microtui.settings.settings_file import default_map, fields_set, read_settings

SMALL: dict[str, Any] = {"samples": 24, "hidden": (3,), "batch_size": 5}


def with_settings(**values: Any) -> RunCommand:
    return Configure(lambda old: replace(old, **values))


KEYS = [each for each in COMMANDS.values() if isinstance(each, RunCommand)]
OTHERS = [
    with_settings(batch_size=4),
    with_settings(batch_size=6),
    with_settings(batch_size=None, l2=0.01, zero_grad=False),
    with_settings(samples=48, batch_size=10),
    with_settings(samples=24, batch_size=5, optimizer="adam"),
    with_settings(train_share=0.7, noise=20.0),
    with_settings(loss="mse", learning_rate=1e5),
    with_settings(features=("x2", "y2")),
    with_settings(schedule="cosine", schedule_epochs=3),
    with_settings(schedule="linear", learning_rate_end=0.0),
    with_settings(train_share=1.0),
    with_settings(initialization="zeros"),
    Configure(with_mistake_switched("overwrite")),
    Configure(with_mistake_switched("ascend")),
    Configure(with_layer_more),
    Configure(with_units(1)),
    SetParameter("0.1.w[1]", 1 / 3),
    SetParameter("0.0.b", -2.0),
    GoToEpoch(1),
    GoToEpoch(2),
]
actions = st.lists(st.sampled_from([*KEYS, *OTHERS]) | st.integers(1, 25), max_size=12)
plans = st.lists(
    st.sampled_from(
        [
            Planned(0, 0, 0, {"activation": "relu"}),
            Planned(0, 1, 2, {"zero_grad": False}),
            Planned(1, 2, 0, {"batch_size": 6}),
            Planned(1, 0, 0, {"zero_grad": True, "optimizer": "momentum"}),
            Planned(2, 0, 0, {}, ("0.0.w[0]", 0.1)),
            Planned(3, 0, 0, {"learning_rate": 0.7}),
        ]
    ),
    max_size=3,
    # As they are always read: what comes earlier in the same epoch is refused behind what is later.
).map(lambda plan: sorted(plan, key=lambda each: (each.epoch, each.batch, each.phase)))


def opened(line: str, defaults: dict[str, Any] | None = None) -> Recording:
    """The run that the application opens with when this is typed."""
    words = shlex.split(line)
    assert words[0] == "microtui"
    context = cli.make_context("microtui", words[1:], default_map=defaults)
    others = ("epochs", "fps", "play", "save", "resume", "theme", "ascii_only", "version")
    names = (*others, "mouse", "until_loss", "until_accuracy")
    settings = {name: value for name, value in context.params.items() if name not in names}
    return described_run(context, None, settings, None)[0]


@settings(max_examples=150, deadline=None)
@given(actions, plans)
def test_the_line_makes_the_very_run_again_bit_for_bit(
    steps: list[RunCommand | int], plan: list[Planned]
) -> None:
    assert_made_again(Configuration(**SMALL), steps, plan)


@settings(max_examples=20, deadline=None)
@given(actions, plans)
def test_that_of_a_run_with_several_outputs_does_so_too(
    steps: list[RunCommand | int], plan: list[Planned]
) -> None:
    assert_made_again(configured({"dataset": "three-spirals", **SMALL}), steps, plan)


def assert_made_again(
    configuration: Configuration, steps: list[RunCommand | int], plan: list[Planned]
) -> None:
    experiment = Experiment(Recording.begin(configuration, plan))
    for step in steps:
        if isinstance(step, int):
            for _ in range(step):
                experiment.carry_out(Step("phase"))
        else:
            try:
                experiment.carry_out(step)
            except ConfigurationError:
                continue
    original = experiment.recording
    assert reservation(original.changes_made) is None
    again = opened(command_line(original.changes_made, original.plan_ahead))
    assert run_to(again, original.time) == everything_trained(original.training)
    assert again.plan_ahead == original.plan_ahead


def run_to(recording: Recording, time: int) -> tuple[object, ...]:
    while recording.time < time:
        recording.run("phase")
    return everything_trained(recording.training)


def line_of(configuration: Configuration) -> str:
    """Of a run that begins so."""
    return command_line(Recording.begin(configuration).changes_made)


@pytest.mark.parametrize(
    "configuration",
    [
        Configuration(
            dataset="spiral",
            features=("x", "sinx"),
            hidden=(),
            batch_size=None,
            learning_rate=1 / 3,
            l1=1e-7,
            mistakes=("ascend",),
        ),
        *(Configuration(dataset=name, loss=losses_for(data)[0]) for name, data in DATASETS.items()),
        *(configured({"dataset": name}) for name in DATASETS),
        *(preset.configuration for preset in PRESETS.values()),
        Configuration(samples=10, batch_size=5),
        configured({"samples": 10, "dataset": "circles"}),
    ],
    ids=line_of,
)
def test_the_options_of_a_run_read_back_as_the_same_configuration(
    configuration: Configuration,
) -> None:
    assert opened(line_of(configuration)).training.configuration == configuration


def test_the_line_of_a_run_as_its_dataset_suggests_names_the_dataset_alone() -> None:
    assert line_of(configured({"dataset": "xor"})) == "microtui --dataset xor"
    assert line_of(Configuration()) == "microtui"


def test_the_line_makes_the_same_run_where_a_settings_file_says_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('dataset = "circles"\nlr = 0.05\nzero-grad = false\nhidden = [3]\n')
    changes = Recording.begin(Configuration()).changes_made
    line = command_line(changes, set_elsewhere=fields_set(path))
    again = opened(line, default_map(read_settings(path)))
    assert again.training.configuration == Configuration()
    assert fields_set(tmp_path / "none.toml") == frozenset()


def test_what_was_switched_at_once_before_anything_else_is_an_option_of_the_run() -> None:
    recording = Recording.begin(Configuration())
    recording.configure(replace(Configuration(), zero_grad=False))
    assert command_line(recording.changes_made) == "microtui --no-zero-grad"
    recording.configure(replace(Configuration(), zero_grad=False, activation="relu"))
    line = "microtui --no-zero-grad --at 0:activation=relu"
    assert command_line(recording.changes_made) == line, "its first loss was that of tanh"


def test_what_is_planned_and_has_not_come_yet_is_in_the_line() -> None:
    recording = opened("microtui --at 50:zero-grad=off --at 80/2:lr=0.05")
    recording.run("epoch")
    recording.configure(replace(Configuration(), l2=0.01))
    line = command_line(recording.changes_made, recording.plan_ahead)
    assert line == "microtui --at 1:l2=0.01 --at 50:zero-grad=off --at 80/2:lr=0.05"


PARAMETERS = np.zeros(337)
FROM_ITS_FOLDER = "from the folder in which it is called."


@pytest.mark.parametrize(
    ("data", "parameters", "words", "sentence"),
    [
        ("own.csv", None, "--data own.csv", f"looks for own.csv {FROM_ITS_FOLDER}"),
        (None, "a/b.json", "--parameters a/b.json", f"looks for a/b.json {FROM_ITS_FOLDER}"),
        (
            *("own.csv", "b.json", "--data own.csv --parameters b.json"),
            f"looks for own.csv and b.json {FROM_ITS_FOLDER}",
        ),
        (
            *(None, "-", "--parameters -"),
            "reads the parameters to begin with from its standard input.",
        ),
        ("standard input", None, "--data -", "reads the data from its standard input."),
        (
            *("standard input", "b.json", "--data - --parameters b.json"),
            f"reads the data from its standard input, and looks for b.json {FROM_ITS_FOLDER}",
        ),
    ],
)
def test_it_says_what_else_it_needs(
    data: str | None, parameters: str | None, words: str, sentence: str
) -> None:
    points = np.random.default_rng(1).normal(size=(20, 2))
    table = data and scaled_table(data, ("a", "b"), points, ["yes", "no"] * 10)
    configuration = Configuration(
        table=table or None,
        batch_size=None if table else 20,
        parameters=(parameters and StartingParameters(parameters, PARAMETERS)) or None,
    )
    changes = Recording.begin(configuration).changes_made
    assert command_line(changes) == f"microtui {words}"
    assert reservation(changes) == f"The line {sentence}"


def test_how_the_file_was_read_is_in_it_and_quoted_for_a_shell() -> None:
    asked = (
        ("target", "it's,the kind"),
        ("columns", "a b,$HOME,--x"),
        ("classes", "rose,tulip*"),
        ("task", "classification"),
        ("missing", "mean"),
    )
    table = replace(table_of("three classes", scale=False, asked=asked), name="my flowers.csv")
    line = line_of(configured({"table": table, "hidden": (3,)}))
    assert shlex.split(line) == [
        *("microtui", "--data", "my flowers.csv"),
        *("--target", "it's,the kind", "--columns", "a b,$HOME,--x", "--classes", "rose,tulip*"),
        *("--task", "classification", "--missing", "mean", "--no-scale", "--hidden", "3"),
    ]
    assert "$HOME" not in line.replace("'a b,$HOME,--x'", ""), "the shell would put a path there"


def test_it_says_that_it_cannot_begin_in_the_middle() -> None:
    training = Training(Configuration())
    training.run_epoch()
    sentence = reservation(Recording.of(training).changes_made)
    assert sentence is not None
    assert "known from epoch 1 on" in sentence
