"""Runs that go any way: whatever is said of them is held against the run itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from situation_case import LECTURE, MOONS, THREE_CLASSES, TWO_TARGETS
from witness import OFF, ON, Way, Witness, back, batches, change, epochs, phases

from engine.network.flat import parameter_names
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.words.number_text import short
from microtui.words.situations.table import explain

BEGINNINGS = (
    replace(MOONS, samples=60),
    replace(MOONS, samples=60, l2=0.003),
    replace(MOONS, samples=60, loss="hinge", activation="relu", hidden=(8,)),
    replace(MOONS, samples=60, loss="bce", learning_rate=0.5, batch_size=10),
    replace(MOONS, dataset="gauss", samples=40, loss="hinge", learning_rate=0.5),
    replace(MOONS, dataset="plane", samples=40, optimizer="momentum", learning_rate=0.02),
    LECTURE,
    replace(MOONS, samples=60, mistakes=("ascend",)),
    replace(MOONS, dataset="circles", samples=60, hidden=()),
)
WITH_SEVERAL_OUTPUTS = (THREE_CLASSES, TWO_TARGETS)

NUMBER = r"([-+\d.e]*\d|inf|nan)"
"""As `number_text.short` writes it."""

Check = Callable[[Witness, str], bool]


def is_now(run: Witness, said: str) -> bool:
    """The training loss, or, in a sentence on overfitting, the test loss."""
    return said in {short(run.now), short(run.test_now)}


def was_seen(run: Witness, said: str) -> bool:
    return said in {short(loss) for loss in [*run.losses, *run.at_changes, run.now]}


def is_the_sum_of(run: Witness, said: str) -> bool:
    return said == f"{run.sum:,}"


def gradients_are_zero(run: Witness, said: str) -> bool:
    """Of every batch, by backward itself."""
    original = run.recording.training
    training = Training(original.configuration)
    training.model.parameters = original.model.parameters.copy()
    for x, y in training.batches:
        training.model.zero_grad()
        training.criterion(training.model(x), y).backward()
        if training.model.gradients.any():
            return False
    return True


def is_largest(run: Witness, said: str) -> bool:
    parameters = run.recording.training.model.parameters
    index = max(range(len(parameters)), key=lambda i: abs(parameters[i]))
    names = parameter_names(run.recording.training.configuration.sizes)
    return said == f"{names[index]} is {short(float(parameters[index]))}"


def is_stuck(run: Witness, said: str) -> bool:
    """By the slopes of hidden units over the training set: below 6 % for 95 % of it, or 0."""
    training = run.recording.training
    is_tanh = training.configuration.activation == "tanh"
    inputs = training.data.inputs[: training.data.train_count]
    stuck = 0
    for outputs in training.model.unit_outputs(inputs)[:-1]:
        flat = 1.0 - outputs**2 < 1.0 - 0.97**2 if is_tanh else outputs <= 0.0
        stuck += int((flat.mean(axis=1) >= (0.95 if is_tanh else 1.0)).sum())
    return said == str(stuck)


CLAIMS: tuple[tuple[str, Check], ...] = (
    (rf"{NUMBER} now", is_now),
    (rf"the train loss is {NUMBER}", is_now),
    (rf"stays near {NUMBER}", is_now),
    (rf"train loss was {NUMBER}", was_seen),
    (rf"as high as {NUMBER}", was_seen),
    (rf"as low as {NUMBER}", was_seen),
    (rf"risen from {NUMBER}", was_seen),
    (rf"{NUMBER} when it came on", was_seen),
    (r"sum of (?:the last )?([\d,]+) backwards", is_the_sum_of),
    (r"(every gradient) is exactly 0", gradients_are_zero),
    (r"[Tt]he largest, (\S+ is [-+\d.e]*\d)", is_largest),
    (r"(\d+) of \d+ \w+ units are", is_stuck),
    (r"(zero_grad is off)", lambda run, said: not run.configuration.zero_grad),
    (r"(zero_grad is on)", lambda run, said: run.configuration.zero_grad),
)
"""What the words say, and whether it is so."""

WAYS: tuple[Way, ...] = (
    *(epochs(1), epochs(3), epochs(10), epochs(120)),
    *(batches(2), phases(1), phases(2), back),
    *(OFF, ON, OFF, ON),
    *(change(learning_rate=2.0), change(learning_rate=0.1)),
)


def walk(seed: int, beginnings: Sequence[Configuration] = BEGINNINGS) -> tuple[Witness, set[str]]:
    """A run that goes at random; and which claims were made on its way, all of them true."""
    random = np.random.default_rng(seed)
    run = Witness.of(replace(beginnings[seed % len(beginnings)], seed=seed))
    made = set()
    for _ in range(12):
        WAYS[random.integers(len(WAYS))](run)
        said = explain(run.snapshot)
        for pattern, is_so in CLAIMS:
            for match in re.finditer(pattern, said.full):
                made.add(pattern)
                assert is_so(run, match[1]), f"not so: {match[0]!r} in {said.full!r}"
        if run.recording.divergence is not None:
            break
    return run, made


def test_what_is_said_of_runs_that_go_any_way_is_so() -> None:
    made = set()
    for seed in range(54):
        made |= walk(seed)[1]
    assert made == {pattern for pattern, _ in CLAIMS}


def test_and_of_runs_with_several_outputs() -> None:
    made = set()
    for seed in range(10):
        made |= walk(seed, WITH_SEVERAL_OUTPUTS)[1]
    assert len(made) >= 5
