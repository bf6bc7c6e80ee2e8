"""Runs whose code is right, however they go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from situation_case import (
    FEW,
    LECTURE,
    MOONS,
    NOISY,
    THREE_CLASSES,
    TWO_TARGETS,
    Case,
    accuracy,
    loss_then_and_now,
)
from witness import change, epochs, phases

from microtui.words.number_text import short

SOUND = [
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
    Case("converged", TWO_TARGETS, (epochs(500),), lambda run: [short(run.now)], "two targets"),
    Case(
        "balanced",
        replace(THREE_CLASSES, l2=0.01),
        (epochs(400),),
        lambda run: [short(run.now), "L2 pulls them back", accuracy(run)],
        "of three classes",
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
    Case(
        "next-forward",
        THREE_CLASSES,
        (),
        lambda run: ["3 scores for each sample of this batch, one for each class"],
        "of three classes",
    ),
    Case(
        "next-forward",
        TWO_TARGETS,
        (),
        lambda run: ["2 scores for each sample of this batch, one for each target"],
        "of two targets",
    ),
    Case("next-zero_grad", MOONS, (phases(1),)),
    Case("next-backward", MOONS, (phases(2),)),
    Case("next-update", MOONS, (phases(3),)),
]
