"""What is wrong with a drawn run is drawn, plain to see in its numbers, and never two things."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from engine.arrays import quiet
from engine.check.gradient_check import check_gradients
from engine.network.flat import by_layer
from engine.replay.recording import Recording
from engine.training import PHASES
from microtui.course.detective.cases import KINDS
from microtui.course.detective.drawing import draw_case, fresh_seed, staged
from microtui.course.detective.plainness import course_of
from microtui.course.detective.right_runs import RIGHT_RUNS
from microtui.session.health import examined

MANY_SEEDS = range(1_000, 1_050)


@quiet()
def findings(seed: int, key: str) -> set[str]:
    """Everything that the numbers of this case tell of."""
    configuration = draw_case(seed, key).configuration
    recording = Recording.begin(configuration)
    training = recording.training
    found = set()

    layer = by_layer(training.model.parameters, configuration.sizes)[0]
    if all(np.array_equal(layer[0], other) for other in layer):
        found.add("equal-start")
    outputs = training.model.unit_outputs(training.data.inputs)
    health, _ = examined(training, outputs)
    if 2 * health.stuck >= health.hidden:
        found.add("large-start")

    recording.run("batch")
    step = training.model.parameters - training.optimizer.before
    if step.dot(training.model.gradients) > 0.0:
        found.add("ascend")
    for _ in range(len(PHASES) - 1):
        recording.run("phase")
    if not check_gradients(recording).agrees:
        found.add("overwrite")
    if training.model.carried.any():
        found.add("zero_grad")

    if not found:
        course = course_of(configuration)
        if course.has_diverged or course.last > course.first or course.rises(0.2) >= 5:
            found.add("rate-large")
        elif course.last > 0.97 * course.first:
            found.add("rate-small")
    return found or {"none"}


def test_the_same_seed_draws_the_same_case_and_another_one_another() -> None:
    drawn = [draw_case(seed, "zero_grad") for seed in range(8)]
    assert drawn == [draw_case(seed, "zero_grad") for seed in range(8)]
    assert len({case.configuration.seed for case in drawn}) == 8
    assert fresh_seed() != fresh_seed()


def test_a_kind_can_be_named() -> None:
    assert all(draw_case(1, key).key == key for key in ("zero_grad", "ascend"))


def test_runs_differ_in_nothing_that_goes_with_what_is_wrong() -> None:
    """Form, rule and penalties are the same in all of them."""
    fields = {(each.engine, each.optimizer, each.l1, each.l2, each.schedule) for each in RIGHT_RUNS}
    assert fields == {("scalar", "sgd", 0.0, 0.0, "constant")}


@pytest.mark.parametrize("key", ["none", "zero_grad", "overwrite", "ascend"])
def test_numbers_tell_what_is_wrong_and_nothing_else(key: str) -> None:
    assert findings(17, key) == {key}


@pytest.mark.thorough
@pytest.mark.parametrize("key", KINDS)
def test_numbers_of_many_cases_tell_what_is_wrong_and_nothing_else(key: str) -> None:
    told = {seed: findings(seed, key) for seed in MANY_SEEDS}
    assert {seed: found for seed, found in told.items() if found != {key}} == {}


@pytest.mark.thorough
def test_every_kind_is_drawn_about_as_often_and_in_every_right_run() -> None:
    drawn = [draw_case(seed) for seed in range(600)]
    assert all(50 <= count <= 100 for count in Counter(case.key for case in drawn).values())
    places = {
        (case.key, case.configuration.dataset, case.configuration.hidden, case.configuration.loss)
        for case in drawn
    }
    assert len(places) == len(KINDS) * len(RIGHT_RUNS)
    runs = [case.configuration for case in drawn]
    assert all(before != after for before, after in pairwise(runs))


def test_a_stage_begins_at_the_beginning_and_its_command_line_does_not_tell() -> None:
    case = draw_case(3, "ascend")
    stage = staged(case)
    assert stage.saved is not None
    assert (stage.case, stage.saved.run.state.updates) == ("ascend", 0)
    assert stage.command == "microtui learn detective"
    assert math.isfinite(stage.saved.run.train_history.curve().high[0])
