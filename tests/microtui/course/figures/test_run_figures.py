"""The figures of a run, against the run itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from flowers_and_houses import flowers, houses
from lesson_moments import SMALL, run_moment, seen, worth
from lesson_moments import moment_of as moment_of_snapshot

from engine.arrays import Array
from engine.network.flat import parameter_names
from engine.replay.recording import Recording
from engine.replay.twin import Twin
from engine.run.configuration import Configuration
from engine.run.suggestions import configured
from microtui.course.moment import Moment
from microtui.session.observation import observe
from microtui.session.snapshot import Progress
from microtui.session.view import ExamplesView, View
from microtui.words.update.parameter_sums import sums_of

WITHOUT_ZERO_GRAD = replace(SMALL, zero_grad=False)


def recorded(configuration: Configuration, *, phases: int) -> Recording:
    recording = Recording.begin(configuration)
    for _ in range(phases):
        recording.run("phase")
    return recording


def length(numbers: Array) -> float:
    return float(np.sqrt((numbers**2).sum()))


TRUTH: dict[str, Callable[[Any], Any]] = {
    "loss": lambda t: t.evaluate()[0].loss,
    "test_loss": lambda t: t.evaluate()[1].loss,
    "accuracy": lambda t: t.evaluate()[0].accuracy,
    "test_accuracy": lambda t: t.evaluate()[1].accuracy,
    "batch_loss": lambda t: t.batch_loss,
    "objective": lambda t: t.objective(),
    "grad_norm": lambda t: length(t.model.gradients),
    "added_norm": lambda t: length(t.model.added),
    "carried_norm": lambda t: length(t.model.carried),
    "parameter_norm": lambda t: length(t.model.parameters),
    "largest_parameter": lambda t: max(abs(t.model.parameters)),
    "backwards_summed": lambda t: t.backwards_summed,
    "epoch": lambda t: t.epoch,
    "batch": lambda t: t.batch,
    "batches": lambda t: 2,
    "phase": lambda t: t.phase,
    "updates": lambda t: t.updates,
    "parameters": lambda t: (2 + 1) * 3 + (3 + 1) * 2 + (2 + 1) * 1,
    "samples": lambda t: 10,
    "learning_rate": lambda t: t.optimizer.learning_rate,
    "batch_size": lambda t: 5,
    "hidden_units": lambda t: 3 + 2,
    "seed": lambda t: 4,
    "layers": lambda t: 3,
    "units_in(0)": lambda t: 3,
    "units_in(2)": lambda t: 1,
    "units_in(3)": lambda t: None,
    "units_in(0.5)": lambda t: None,
    "changes": lambda t: 0,
    "twin_loss": lambda t: None,
    "zero_grad": lambda t: False,
    "diverged": lambda t: False,
    "playing": lambda t: False,
    "twin": lambda t: False,
    'mistake("ascend")': lambda t: True,
    'mistake("equal-start")': lambda t: False,
    "dataset": lambda t: "moons",
    "hidden": lambda t: "3,2",
    "activation": lambda t: "tanh",
    "loss_function": lambda t: "mse",
    "optimizer": lambda t: "sgd",
    "engine": lambda t: "matrix",
}


@pytest.mark.parametrize("text", TRUTH)
def test_a_figure_is_what_the_run_is(text: str) -> None:
    """In the middle of the fourth update, where schedule and mistakes are in force."""
    configuration = replace(
        WITHOUT_ZERO_GRAD, mistakes=("ascend",), schedule="linear", schedule_epochs=4
    )
    recording = recorded(configuration, phases=15)
    expected = TRUTH[text](recording.training)
    result = worth(text, run_moment(recording))
    assert result == (pytest.approx(expected, rel=1e-14) if type(expected) is float else expected)


def test_before_the_first_forward_there_is_no_loss_of_a_batch() -> None:
    moment = run_moment(Recording.begin(SMALL))
    assert worth("batch_loss", moment) is None
    assert worth("backwards_summed", moment) == 0
    assert worth("grad_norm", moment) == 0.0


def test_where_all_is_trained_on_nothing_is_said_of_a_test_set() -> None:
    moment = run_moment(Recording.begin(replace(SMALL, train_share=1.0)))
    assert worth("test_loss", moment) is None
    assert worth("test_accuracy > 0", moment) is False
    assert worth("samples", moment) == 20


def test_changes_twins_divergence_and_stuck_units_are_told() -> None:
    recording = recorded(SMALL, phases=8)
    twin = Twin.beside(recording.training, SMALL)
    recording.configure(replace(SMALL, learning_rate=1e200))
    for _ in range(12):
        recording.run("phase")
    progress = Progress(True, False, None, 0.0, 0)
    moment = moment_of_snapshot(observe(recording, twin, View(), progress))
    assert worth("changes", moment) == 1
    assert worth("diverged", moment) is True
    assert worth("playing and twin", moment) is True
    assert worth("twin_loss", moment) == twin.training.evaluate()[0].loss
    assert worth("learning_rate", moment) == 1e200

    saturated = recorded(replace(SMALL, learning_rate=1e3), phases=16)
    hidden = saturated.training.model.unit_outputs(saturated.training.data.inputs[:10])[:-1]
    stuck = sum(int(np.mean(1.0 - unit**2 < 0.0591) >= 0.95) for layer in hidden for unit in layer)
    assert stuck > 0
    assert worth("stuck_units", run_moment(saturated)) == stuck


def test_silent_samples_are_those_that_no_gradient_comes_from() -> None:
    recording = recorded(replace(SMALL, loss="hinge", learning_rate=1.0), phases=160)
    training = recording.training
    margins = training.data.targets[:10] * training.model.predict(training.data.inputs)[:10]
    assert 0 < (margins >= 1.0).sum() < 10
    assert worth("silent_samples", run_moment(recording)) == (margins >= 1.0).sum()


@pytest.mark.parametrize("phases", range(9))
@pytest.mark.parametrize("configuration", [SMALL, WITHOUT_ZERO_GRAD], ids=["on", "off"])
def test_a_parameter_is_what_the_table_of_parameters_shows(
    configuration: Configuration, phases: int
) -> None:
    recording = recorded(configuration, phases=phases)
    snapshot = seen(recording)
    moment = moment_of_snapshot(snapshot)
    for index, name in enumerate(parameter_names(snapshot.sizes)):
        shown = sums_of(snapshot, index)
        assert worth(f'parameter("{name}").data', moment) == shown.value
        assert worth(f'parameter("{name}").grad', moment) == shown.grad
        assert worth(f'parameter("{name}").added', moment) == shown.added
        assert worth(f'parameter("{name}").carried', moment) == shown.carried
        assert worth(f'parameter("{name}").before', moment) == shown.old
    assert worth('parameter("9.0.b").data', moment) is None


def test_the_loss_curve_is_known_epoch_by_epoch() -> None:
    recording = Recording.begin(replace(SMALL, learning_rate=3.0))
    losses = [recording.training.evaluate()[0].loss]
    for _ in range(12):
        recording.run("epoch")
        losses.append(recording.training.evaluate()[0].loss)
    moment = run_moment(recording)
    assert [worth(f"loss_at({epoch})", moment) for epoch in range(13)] == losses
    assert worth("loss_at(13)", moment) is None
    assert worth("loss_at(-1)", moment) is None
    assert worth("loss_at(1.5)", moment) is None
    assert worth("loss_at(1 / 0)", moment) is None
    assert worth("lowest_loss", moment) == min(losses)
    assert worth("highest_loss", moment) == max(losses)
    assert worth("highest_loss_since(5)", moment) == max(losses[5:])
    assert worth("highest_loss_since(13)", moment) is None


def curve_moment(*losses: float, width: int = 1) -> Moment:
    moment = run_moment(Recording.begin(SMALL))
    curve = replace(
        moment.snapshot.train_curve,
        epochs=np.arange(0.0, len(losses), width),
        low=np.array([min(losses[i : i + width]) for i in range(0, len(losses), width)]),
        high=np.array([max(losses[i : i + width]) for i in range(0, len(losses), width)]),
        last_epoch=len(losses) - 1,
    )
    return replace(moment, snapshot=replace(moment.snapshot, train_curve=curve))


def test_of_a_long_curve_only_what_is_certain_is_told() -> None:
    moment = curve_moment(5.0, 3.0, 2.0, 2.0, 4.0, 1.0, width=2)
    assert worth("loss_at(1)", moment) is None
    assert worth("loss_at(3)", moment) == 2.0
    assert worth("lowest_loss", moment) == 1.0
    assert worth("highest_loss_since(2)", moment) == 4.0


def test_a_curve_that_ends_in_no_number_says_so() -> None:
    moment = curve_moment(5.0, 3.0, np.nan)
    assert worth("lowest_loss", moment) == 3.0
    assert np.isnan(worth("highest_loss", moment))  # type: ignore[arg-type]
    assert np.isnan(worth("loss_at(2)", moment))  # type: ignore[arg-type]
    assert worth("highest_loss < 10", moment) is False


@pytest.mark.parametrize(
    "configuration",
    [
        SMALL,
        replace(SMALL, engine="scalar"),
        replace(SMALL, activation="relu", loss="bce", features=("x", "y", "xy")),
        replace(SMALL, dataset="plane"),
        replace(SMALL, hidden=()),
    ],
    ids=["matrix", "scalar", "features", "regression", "no hidden layer"],
)
def test_samples_and_units_are_what_the_table_of_samples_shows(
    configuration: Configuration,
) -> None:
    recording = recorded(configuration, phases=21)
    snapshot = seen(recording, View(examples=ExamplesView(), sample=3))
    examples = snapshot.examples
    assert examples is not None
    moment = replace(moment_of_snapshot(seen(recording)), sample=3)
    for row in range(10):
        assert worth(f"score({row})", moment) == examples.scores[row]
        assert worth(f"target({row})", moment) == examples.targets[row]
        assert worth(f"sample_loss({row})", moment) == pytest.approx(examples.losses[row], 1e-14)
    for outside in ("10", "-1", "0.5", "1 / 0"):
        assert worth(f"score({outside})", moment) is None
        assert worth(f"target({outside})", moment) is None
        assert worth(f"sample_loss({outside})", moment) is None
    for layer, outputs in enumerate(examples.outputs[1:]):
        for unit, output in enumerate(outputs):
            assert worth(f"unit({layer}, {unit})", moment) == output
        assert worth(f"unit({layer}, {len(outputs)})", moment) is None
    assert worth(f"unit({len(snapshot.sizes) - 1}, 0)", moment) is None
    assert worth("unit(0, 0)", replace(moment, sample=None)) is None


@pytest.mark.parametrize(
    "settings",
    [{"table": flowers()}, {"table": houses(), "learning_rate": 0.1}],
    ids=["classes", "targets"],
)
def test_of_several_outputs_each_is_a_figure_and_no_score_is_the_only_one(
    settings: dict[str, Any],
) -> None:
    recording = recorded(configured({"hidden": (3, 2), "batch_size": 5, **settings}), phases=21)
    examples = seen(recording, View(examples=ExamplesView(), sample=3)).examples
    assert examples is not None
    moment, count = run_moment(recording), recording.training.data.train_count
    outputs = recording.training.configuration.outputs
    assert worth("outputs", moment) == outputs
    for row in range(count):
        for output in range(outputs):
            assert worth(f"score_of({row}, {output})", moment) == examples.scores[row, output]
            assert worth(f"target_of({row}, {output})", moment) == examples.targets[row, output]
        assert worth(f"sample_loss({row})", moment) == examples.losses[row]
        assert worth(f"score({row})", moment) is None
        assert worth(f"target({row})", moment) is None
    for outside in (f"{count}, 0", f"0, {outputs}", "0, -1", "0, 0.5", "-1, 0"):
        assert worth(f"score_of({outside})", moment) is None
        assert worth(f"target_of({outside})", moment) is None
        assert worth(f"probability({outside})", moment) is None


def test_the_only_score_is_that_of_output_0() -> None:
    moment = run_moment(recorded(SMALL, phases=9))
    assert worth("outputs", moment) == 1
    assert worth("score_of(2, 0)", moment) == worth("score(2)", moment)
    assert worth("target_of(2, 0)", moment) == worth("target(2)", moment)
    assert worth("probability(2, 0)", moment) is None


def test_probabilities_are_those_whose_logarithm_is_the_loss() -> None:
    moment = run_moment(recorded(configured({"table": flowers(), "hidden": (3,)}), phases=9))
    for row in range(30):
        shares = [worth(f"probability({row}, {output})", moment) for output in range(3)]
        assert sum(shares) == pytest.approx(1.0)  # type: ignore[arg-type]
        right = [worth(f"target_of({row}, {output})", moment) for output in range(3)].index(1.0)
        loss = worth(f"sample_loss({row})", moment)
        assert loss == pytest.approx(-np.log(shares[right]))  # type: ignore[arg-type]


@pytest.mark.parametrize("table", [None, flowers()], ids=["two classes", "three classes"])
def test_which_class_is_taken_for_which_is_counted(table: Any) -> None:
    recording = recorded(configured({"table": table, "hidden": (3,)}), phases=41)
    moment, confusion = run_moment(recording), seen(recording, View(confusion=True)).confusion
    assert confusion is not None
    classes = len(confusion.train)
    for truth in range(classes):
        for other in range(classes):
            counted = worth(f"taken_for({truth}, {other})", moment)
            assert counted == confusion.train[truth, other]
    for outside in (f"{classes}, 0", f"0, {classes}", "0, -1", "0.5, 0"):
        assert worth(f"taken_for({outside})", moment) is None
    regression = run_moment(recorded(configured({"table": houses()}), phases=0))
    assert worth("taken_for(0, 0)", regression) is None


def test_units_are_equal_where_all_begin_equal_and_stay_so() -> None:
    equal = recorded(replace(SMALL, mistakes=("equal-start",)), phases=20)
    assert worth("unit_equal(0) and unit_equal(1)", run_moment(equal)) is True
    assert worth("unit_equal(0)", run_moment(recorded(SMALL, phases=20))) is False
    assert worth("unit_equal(7)", run_moment(equal)) is False


def test_what_is_on_the_screen_and_what_was_typed_are_figures_too() -> None:
    moment = replace(
        run_moment(Recording.begin(SMALL)),
        screen="help",
        pane="graph",
        is_alone=True,
        sample=7,
        case="ascend",
        cases=5,
        solved=3,
        looks=2,
    )
    for text in (
        'screen == "help" and pane == "graph" and alone and sample == 7',
        'case == "ascend" and cases == 5 and solved == 3 and looks == 2',
    ):
        assert worth(text, moment) is True
    assert worth("answer", moment, answer=2.5) == 2.5
    assert worth("answer", moment) is None
    assert worth('case == "none"', replace(moment, case=None)) is False
