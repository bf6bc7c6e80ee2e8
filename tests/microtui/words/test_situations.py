"""Each situation comes of a real run, and then nothing else is said; its numbers are the run's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.session.observation import observe
from microtui.session.snapshot import Progress, Snapshot, View
from microtui.words.number_text import short
from microtui.words.situations.table import SITUATIONS, explain

# fmt: off
MOONS = Configuration(
    dataset="moons", samples=200, noise=10.0, hidden=(16, 16), activation="tanh", loss="mse",
    optimizer="sgd", learning_rate=0.2, batch_size=20, seed=1337,
)
# fmt: on
LECTURE = replace(
    MOONS, dataset="lecture", hidden=(4, 4), loss="sse", learning_rate=0.1, batch_size=None
)
PLANE = replace(MOONS, dataset="plane", activation="linear")
SCALAR = replace(MOONS, engine="scalar", samples=40, hidden=(4, 3), batch_size=10)
NOISY = replace(
    MOONS,
    dataset="circles",
    samples=60,
    noise=30.0,
    loss="bce",
    batch_size=10,
    learning_rate=0.1,
    optimizer="adam",
)
FEW = replace(MOONS, samples=60, hidden=(8,), batch_size=10)


@dataclass
class Witness:
    """A run, and what somebody saw who looked at every epoch and at every change."""

    recording: Recording
    losses: list[float] = field(default_factory=list)
    """After each epoch, from 0 on."""
    test_losses: list[float] = field(default_factory=list)
    at_changes: list[float] = field(default_factory=list)
    """The training loss at each change."""

    @classmethod
    def of(cls, configuration: Configuration) -> Witness:
        witness = cls(Recording.begin(configuration))
        witness.look()
        return witness

    def look(self) -> None:
        train, test = self.recording.training.evaluate()
        self.losses.append(train.loss)
        self.test_losses.append(test.loss if test else np.nan)

    def epochs(self, count: int) -> None:
        for _ in range(count):
            before = self.recording.epoch
            if self.recording.divergence is not None:
                return
            self.recording.run("epoch")
            if self.recording.epoch > before:
                self.look()

    def change(self, **settings: Any) -> None:
        self.at_changes.append(self.now)
        self.recording.configure(replace(self.recording.training.configuration, **settings))

    @property
    def now(self) -> float:
        return self.recording.training.evaluate()[0].loss

    @property
    def snapshot(self) -> Snapshot:
        progress = Progress(
            playing=False,
            finished=False,
            speed=None,
            measured_speed=0.0,
            last_epoch=self.recording.last_epoch,
            was_changed=self.recording.was_changed,
        )
        return observe(self.recording, None, View(in_full=False), progress)

    @property
    def largest(self) -> str:
        parameters = self.recording.training.model.parameters
        return short(max(parameters.tolist(), key=abs))


Way = Callable[[Witness], None]
Numbers = Callable[[Witness], list[str]]


def epochs(count: int) -> Way:
    return lambda run: run.epochs(count)


def batches(count: int) -> Way:
    def way(run: Witness) -> None:
        for _ in range(count):
            run.recording.run("batch")

    return way


def phases(count: int) -> Way:
    def way(run: Witness) -> None:
        for _ in range(count):
            run.recording.run("phase")

    return way


def change(**settings: Any) -> Way:
    return lambda run: run.change(**settings)


def by_hand(*parameters: tuple[int, float]) -> Way:
    def way(run: Witness) -> None:
        for index, value in parameters:
            run.recording.set_parameter(index, value)

    return way


OFF, ON = change(zero_grad=False), change(zero_grad=True)


@dataclass(frozen=True)
class Case:
    """A run that comes into a situation, and numbers that are then said of it."""

    situation: str
    configuration: Configuration
    way: tuple[Way, ...]
    numbers: Numbers = lambda run: []
    about: str = ""

    def __str__(self) -> str:
        return f"{self.situation} {self.about}".strip()


def loss_now(run: Witness) -> list[str]:
    return [short(run.now)]


def loss_then_and_now(run: Witness) -> list[str]:
    return [short(run.at_changes[0]), short(run.now)]


def loss_before_and_now(run: Witness) -> list[str]:
    return [short(run.losses[0]), short(run.now)]


CASES = [
    # -- diverged
    Case(
        "diverged-loss",
        replace(PLANE, learning_rate=10.0),
        (epochs(5),),
        lambda run: ["the loss is inf", "every parameter still is", run.largest, "rate 10 are"],
        "steps too long",
    ),
    Case(
        "diverged-loss",
        replace(PLANE, zero_grad=False),
        (epochs(50),),
        lambda run: [f"sum of {run.recording.training.backwards_summed}", "Press z"],
        "zero_grad off",
    ),
    Case(
        "diverged-loss",
        replace(PLANE, zero_grad=False),
        (epochs(50), ON),
        lambda run: ["It happened while zero_grad was off", "Press r"],
        "zero_grad on afterwards",
    ),
    Case(
        "diverged-loss",
        replace(PLANE, mistakes=("ascend",)),
        (epochs(50),),
        lambda run: ["The sign of the update is wrong", "Press M"],
        "wrong sign",
    ),
    Case(
        "diverged-loss",
        replace(FEW, l2=1.0),
        (by_hand((0, 1e200)), batches(1)),
        lambda run: ["the penalty of L2", "0.0.w[0] is 1e+200"],
        "only the penalty",
    ),
    Case(
        "diverged-earlier",
        replace(PLANE, learning_rate=10.0),
        (epochs(5), batches(3)),
        lambda run: [
            "the loss is inf",
            f"{(~np.isfinite(run.recording.training.model.parameters)).sum()} of 337 parameters",
        ],
    ),
    Case(
        "diverged-parameter",
        replace(PLANE, hidden=(), learning_rate=1e308, samples=40),
        (epochs(3),),
        lambda run: [
            "The gradients are all finite",
            f"{(~np.isfinite(run.recording.training.model.parameters)).sum()} of 3",
            "lower learning rate",
        ],
    ),
    Case(
        "diverged-gradient",
        replace(PLANE, hidden=(1,), batch_size=None),
        (by_hand((0, 1e-60), (1, 0.0), (2, 0.0), (3, 1e200), (4, 0.0)), batches(1)),
        lambda run: [f"{(~np.isfinite(run.recording.training.model.gradients)).sum()} of 5"],
    ),
    # -- mistakes
    Case("ascend", replace(MOONS, mistakes=("ascend",)), (), loss_now),
    Case(
        "ascend-climbing",
        MOONS,
        (epochs(50), change(mistakes=("ascend",)), epochs(3)),
        lambda run: [*loss_then_and_now(run), "in epoch 50", "Press M"],
    ),
    Case(
        "ascend-climbing",
        replace(MOONS, mistakes=("ascend",), zero_grad=False, samples=60),
        (epochs(2),),
        lambda run: [
            *loss_before_and_now(run),
            f"the sum of the last {run.recording.training.backwards_summed} backwards",
        ],
        "and zero_grad off",
    ),
    Case(
        "overwrite",
        replace(SCALAR, mistakes=("overwrite",)),
        (epochs(1),),
        lambda run: ["of 10 gradients in a full batch, one is kept"],
    ),
    Case(
        "overwrite",
        replace(SCALAR, mistakes=("overwrite",), l2=0.01, zero_grad=False),
        (epochs(1),),
        lambda run: ["once in the penalty: of 11 gradients", "nothing piles up"],
        "with a penalty and zero_grad off",
    ),
    Case(
        "overwrite",
        replace(SCALAR, mistakes=("overwrite",), batch_size=1),
        (epochs(1),),
        lambda run: ["a batch of one", "used by up to 3 others"],
        "one sample a batch",
    ),
    Case(
        "overwrite-harmless",
        replace(SCALAR, mistakes=("overwrite",), batch_size=1, hidden=(4,)),
        (epochs(1),),
    ),
    Case(
        "equal-start",
        replace(MOONS, mistakes=("equal-start",)),
        (epochs(30),),
        lambda run: ["the 32 hidden neurons in 2 layers are just 2 different ones"],
    ),
    Case(
        "equal-start",
        replace(MOONS, mistakes=("equal-start",)),
        (by_hand((0, 0.5)), epochs(1)),
        lambda run: ["in 2 layers are just 3 different ones"],
        "one set by hand",
    ),
    Case(
        "equal-start-harmless",
        replace(MOONS, mistakes=("equal-start",), hidden=()),
        (epochs(1),),
        lambda run: ["there is no hidden neuron"],
    ),
    # -- zero_grad off
    Case(
        "off-nothing-to-pile-up",
        replace(MOONS, dataset="gauss", loss="hinge", learning_rate=0.5),
        (epochs(30), OFF, epochs(20)),
        lambda run: ["each of the 100 training samples", "exactly 0. Press r"],
    ),
    Case("off-first", MOONS, (epochs(3), OFF)),
    Case(
        "off-not-yet",
        MOONS,
        (epochs(3), OFF, batches(4)),
        lambda run: ["sum of the last 5 backwards", *loss_then_and_now(run), "without damping"],
    ),
    Case(
        "off-winning",
        LECTURE,
        (epochs(20), OFF, epochs(8)),
        lambda run: ["sum of the last 9 backwards", *loss_then_and_now(run), "100%"],
    ),
    Case(
        "off-lucky",
        replace(LECTURE, zero_grad=False),
        (epochs(100),),
        lambda run: [
            "4 points are so easy",
            "It overshot",
            short(max(run.losses[1:])),
            "8 of 8 tanh units are saturated",
            run.largest,
        ],
    ),
    Case(
        "off-running-away",
        replace(MOONS, dataset="gauss", noise=0.0, learning_rate=0.1),
        (epochs(30), OFF, epochs(250)),
        lambda run: [run.largest, "Press z to stop them"],
    ),
    Case(
        "off-harming",
        MOONS,
        (epochs(100), OFF, epochs(20)),
        lambda run: [*loss_then_and_now(run), short(max(run.losses[101:])), "without damping"],
    ),
    Case(
        "off-harming",
        replace(MOONS, optimizer="momentum", learning_rate=0.05),
        (epochs(50), OFF, epochs(10)),
        lambda run: [*loss_then_and_now(run), "Old gradients count in it as much as new ones"],
        "with momentum",
    ),
    Case(
        "off-swinging",
        replace(LECTURE, zero_grad=False),
        (epochs(5),),
        lambda run: [short(min(run.losses[1:])), short(max(run.losses[1:])), short(run.now)],
    ),
    # -- zero_grad on again
    Case("on-again-pending", MOONS, (OFF, batches(4), ON), lambda run: ["the sum of 4 backwards"]),
    Case(
        "on-again-recovering",
        replace(MOONS, l2=0.003),
        (epochs(100), OFF, epochs(50), ON, epochs(2)),
        lambda run: [*map(short, run.at_changes), short(run.now)],
    ),
    Case(
        "on-again-damaged",
        MOONS,
        (epochs(100), OFF, epochs(50), ON, epochs(5)),
        lambda run: [*map(short, run.at_changes), "every gradient is exactly 0", "j 100"],
        "for good",
    ),
    Case(
        "on-again-damaged",
        replace(MOONS, seed=1),
        (epochs(100), OFF, epochs(50), ON, epochs(40)),
        lambda run: ["the damage is still there", *map(short, run.at_changes), "tanh units are"],
        "saturated",
    ),
    Case(
        "on-again-damaged",
        replace(MOONS, zero_grad=False),
        (epochs(60), ON, epochs(40)),
        lambda run: ["Press r to begin anew"],
        "off from the start",
    ),
    # -- no gradient
    Case(
        "zero-gradient-solved",
        replace(MOONS, dataset="gauss", loss="hinge", learning_rate=0.5),
        (epochs(30),),
        lambda run: ["none of the 100 training samples", "no parameter moves"],
    ),
    Case(
        "zero-gradient",
        replace(FEW, learning_rate=1e3, batch_size=None),
        (epochs(5),),
        lambda run: [short(run.now), "no parameter moves"],
    ),
    Case(
        "penalty-only",
        replace(MOONS, learning_rate=20.0, l2=0.001, samples=60),
        (epochs(20),),
        lambda run: [short(run.now), "that of L2", run.largest],
    ),
    # -- how the losses go
    Case(
        "overfitting",
        NOISY,
        (epochs(100),),
        lambda run: [
            short(min(run.test_losses[1:])),
            short(run.test_losses[-1]),
            short(run.losses[int(np.argmin(run.test_losses))]),
            short(run.now),
            f"j {int(np.argmin(run.test_losses))} goes back",
        ],
    ),
    Case(
        "rate-rising",
        MOONS,
        (epochs(100), change(learning_rate=5.0), epochs(20)),
        lambda run: [*loss_then_and_now(run), "in epoch 100", "rate 5 are too long"],
    ),
    Case(
        "rate-swinging",
        replace(MOONS, loss="hinge", activation="relu", learning_rate=3.0),
        (epochs(50),),
        lambda run: [short(min(run.losses[26:])), short(max(run.losses[26:])), "rate 3"],
    ),
    Case(
        "converged",
        LECTURE,
        (epochs(100),),
        lambda run: [short(run.losses[51]), short(run.now), "last 50 epochs"],
    ),
    Case(
        "balanced",
        replace(MOONS, l2=0.1, learning_rate=0.1),
        (epochs(150),),
        lambda run: [short(run.now), "L2 pulls them back"],
    ),
    Case(
        "stuck-units",
        replace(FEW, loss="bce", learning_rate=30.0),
        (epochs(10), change(learning_rate=0.001), epochs(110)),
        lambda run: [short(run.now), "8 of 8 tanh units are saturated"],
    ),
    Case(
        "stuck",
        replace(MOONS, dataset="circles", hidden=()),
        (epochs(120),),
        lambda run: [short(run.now), "h for a hidden layer"],
    ),
    # -- nothing special
    Case("next-forward", MOONS, (epochs(2),)),
    Case("next-zero_grad", MOONS, (phases(1),)),
    Case("next-backward", MOONS, (phases(2),)),
    Case("next-update", MOONS, (phases(3),)),
]


@cache
def run_of(case: Case) -> Witness:
    run = Witness.of(case.configuration)
    for way in case.way:
        way(run)
    return run


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_real_run_comes_into_each_situation_and_its_numbers_are_said(case: Case) -> None:
    run = run_of(case)
    said = explain(run.snapshot)
    assert said.situation == case.situation, said.full
    for number in case.numbers(run):
        assert number in said.full


def test_there_is_a_run_for_every_situation() -> None:
    assert {case.situation for case in CASES} == {each.id for each in SITUATIONS}
    assert len({each.id for each in SITUATIONS}) == len(SITUATIONS)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_words_fit_into_the_smallest_pane_that_shows_them(case: Case) -> None:
    """At 80x24 four lines below the code of an update, at 40x12 eight below the curve; in a pane
    of half the width that is twice as high, too."""
    said = explain(run_of(case).snapshot)
    for width, room in ((77, 4), (40, 8), (38, 8)):
        lines = said.lines(width, room)
        assert all(len(line) <= width for line in lines)
        assert " ".join(lines).startswith(said.words.brief) or said.full in " ".join(lines)


def test_less_room_means_fewer_words_never_others() -> None:
    said = explain(run_of(next(each for each in CASES if each.situation == "off-harming")).snapshot)
    shown = [" ".join(said.lines(77, room)) for room in range(12, 0, -1)]
    assert shown[0] == said.full
    assert said.brief in shown
    assert [len(text) for text in shown] == sorted(map(len, shown), reverse=True)
    assert said.words.brief.startswith(shown[-1])
