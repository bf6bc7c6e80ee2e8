"""What the screen says of the rate in force, of a solved run, and where there is no test set."""

from __future__ import annotations

from typing import Any

import pytest
from application import running

from engine.run.goal import Goal

FALLING: dict[str, Any] = {
    "learning_rate": 1.0,
    "schedule": "linear",
    "learning_rate_end": 0.1,
    "schedule_epochs": 2,
}


async def test_the_header_shows_the_rate_in_force() -> None:
    async with running(**FALLING) as app:
        assert "lr 1 linear" in app.text
        await app.press("s")
        assert "lr 0.55 linear" in app.text
        await app.press("s", "s")
        assert "lr 0.1 linear" in app.text
        await app.press("left", "left")
        assert "lr 0.55 linear" in app.text


async def test_a_rate_that_stays_is_shown_as_it_was_set() -> None:
    async with running(learning_rate=0.1) as app:
        assert "lr 0.1 " in app.text
        assert "constant" not in app.text


async def test_l_changes_the_rate_that_the_schedule_begins_with() -> None:
    async with running(**FALLING) as app:
        await app.press("s", "n", "n", "n")
        snapshot = await app.press("L")
        assert snapshot.configuration.learning_rate == 2.0
        assert snapshot.phase == 3
        assert "lr 1.05 linear" in app.text
        assert snapshot.learning_rate == 1.05


async def test_a_run_pauses_when_it_is_solved_and_plays_on_when_it_is_told_to() -> None:
    async with running(goal=Goal(loss=0.3), play=True, trained=60) as app:
        await app.until(lambda snapshot: snapshot.progress.solved)
        assert not app.snapshot.progress.playing
        assert app.snapshot.loss <= 0.3
        assert app.snapshot.batch == 0
        assert "■ solved" in app.text
        solved = app.snapshot.epoch
        before = await app.press("left")
        assert before.loss > 0.3
        assert "■ solved" not in app.text
        await app.press("right", "space")
        await app.until(lambda snapshot: snapshot.epoch > solved)


NO_TEST: dict[str, Any] = {
    "dataset": "xor",
    "samples": 4,
    "noise": 0.0,
    "train_share": 1.0,
    "batch_size": None,
}


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_without_a_test_set_no_number_is_of_one(size: tuple[int, int]) -> None:
    async with running(size=size, **NO_TEST) as app:
        await app.press("s", "6", "1")
        assert "epoch 1" in app.text
        screen = app.text[: app.text.rindex("\n")]
        assert "test" not in screen
        assert "nan" not in screen


async def test_the_key_for_test_samples_says_that_there_are_none() -> None:
    async with running(notifications=True, **NO_TEST) as app:
        await app.press("2", "e")
        await app.until_shown("There is no test set: all samples are trained on.")
