"""Runs in which something is wrong, or was: a number, a line of code, zero_grad."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from situation_case import (
    FEW,
    LECTURE,
    MOONS,
    PLANE,
    SCALAR,
    THREE_CLASSES,
    TWO_TARGETS,
    Case,
    loss_before_and_now,
    loss_now,
    loss_then_and_now,
)
from witness import OFF, ON, batches, by_hand, change, epochs

from microtui.words.number_text import short

BROKEN = [
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
        lambda run: [f"sum of {run.sum}", "Press z"],
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
        "diverged-loss",
        replace(THREE_CLASSES, activation="relu", learning_rate=2000.0),
        (epochs(60),),
        lambda run: ["the loss is nan", "what the network makes of them", run.largest],
        "of three classes",
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
            f"the sum of the last {run.sum} backwards",
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
        "overwrite",
        replace(SCALAR, mistakes=("overwrite",), batch_size=1, hidden=(4,), loss="bce"),
        (epochs(1),),
        lambda run: ["a batch of one", "bce can use a number twice"],
        "one sample a batch, whose loss uses its score twice",
    ),
    Case(
        "overwrite",
        replace(THREE_CLASSES, engine="scalar", mistakes=("overwrite",), batch_size=1, hidden=()),
        (epochs(1),),
        lambda run: ["a batch of one", "cross-entropy can use a number twice"],
        "one sample a batch, of three classes",
    ),
    Case(
        "overwrite",
        replace(THREE_CLASSES, engine="scalar", mistakes=("overwrite",), batch_size=1),
        (epochs(1),),
        lambda run: ["a batch of one", "used by up to 3 others"],
        "one sample a batch, three outputs",
    ),
    Case(
        "overwrite-harmless",
        replace(TWO_TARGETS, engine="scalar", mistakes=("overwrite",), batch_size=1, hidden=()),
        (epochs(1),),
        about="two targets",
    ),
    Case(
        "equal-start",
        replace(THREE_CLASSES, mistakes=("equal-start",)),
        (epochs(5),),
        lambda run: ["the 8 hidden neurons in 1 layer are all alike"],
        "of three classes",
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
        "off-harming",
        THREE_CLASSES,
        (epochs(40), OFF, epochs(40)),
        lambda run: [*loss_then_and_now(run), short(max(run.losses[41:])), "without damping"],
        "of three classes",
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
        # So long and so fast that it comes out the same however a processor rounds.
        replace(MOONS, learning_rate=0.5, seed=8),
        (epochs(100), OFF, epochs(200), ON, epochs(5)),
        lambda run: [*map(short, run.at_changes), "every gradient is exactly 0", "j 100"],
        "for good",
    ),
    Case(
        "on-again-damaged",
        replace(MOONS, seed=1),
        (epochs(100), OFF, epochs(50), ON, epochs(40)),
        lambda run: ["the damage remains", *map(short, run.at_changes), "tanh units are"],
        "saturated",
    ),
    Case(
        "on-again-damaged",
        replace(MOONS, zero_grad=False, learning_rate=2.0),
        (epochs(60), ON, epochs(40)),
        lambda run: ["Press r to begin anew"],
        "off from the start",
    ),
]
