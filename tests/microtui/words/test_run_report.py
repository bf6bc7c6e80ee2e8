"""What a teacher is told of a run: enough to see who needs a word, and nothing of a case."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from application import Application, running
from hidden_case import detecting

from engine.network.flat import parameter_names
from microtui.course.detective.cases import KINDS
from microtui.session.commands import Play, SetParameter
from microtui.words.classroom.run_report import RunReport, run_report, screen_word


def report(app: Application) -> RunReport:
    return run_report(app.snapshot, screen="run")


async def test_a_run_that_has_just_begun_is_told_with_nothing_changed() -> None:
    async with running(hidden=(2,)) as app:
        told = report(app)
    assert (told.dataset, told.network, told.epoch) == ("moons", "2-2-1", 0)
    assert (told.zero_grad, told.mistakes, told.changed) == (True, (), ())
    assert (told.playing, told.diverged, told.lesson) == (False, False, None)
    assert told.loss == app.snapshot.loss
    assert told.accuracy == app.snapshot.accuracy


@pytest.mark.parametrize(
    ("keys", "changed"),
    [
        ("s z", ["zero_grad on → off"]),
        ("s z s z", []),
        ("s L", ["learning rate 0.2 → 0.3"]),
        ("s L s L", ["learning rate 0.2 → 0.5"]),
        ("s L s l", []),
        ("s L s z", ["learning rate 0.2 → 0.3", "zero_grad on → off"]),
        ("s L s z s L", ["zero_grad on → off", "learning rate 0.2 → 0.5"]),
        ("s w", ["engine matrix → scalar"]),
        ("M enter", ["engine matrix → scalar"]),
        ("s p 0 . 5 enter", ["0.0.w[0] set by hand: +0.5000"]),
    ],
)
async def test_what_is_changed_is_said_once_as_it_is_now_and_the_newest_last(
    keys: str, changed: list[str]
) -> None:
    async with running(hidden=(2,), learning_rate=0.2) as app:
        for key in keys.split():
            await app.press(key)
        assert list(report(app).changed) == changed


async def test_what_makes_the_run_begin_anew_is_seen_in_what_runs() -> None:
    async with running(hidden=(2,)) as app:
        await app.press("s")
        await app.press("h")
        assert (report(app).network, report(app).epoch, report(app).changed) == ("2-2-2-1", 0, ())


async def test_other_mistakes_are_told_beside_zero_grad() -> None:
    async with running(hidden=(2,)) as app:
        await app.press("M")
        await app.press("enter")
        assert report(app).mistakes == ("= for +=",)


async def test_of_many_parameters_set_by_hand_the_last_are_told() -> None:
    async with running(hidden=(2,)) as app:
        for index, name in enumerate(parameter_names(app.snapshot.sizes)):
            app.main.carry_out(SetParameter(name, 0.25 * index))
        await app.until(lambda snapshot: len(snapshot.changes) == 10)
        assert len(report(app).changed) == 8
        assert report(app).changed[-1] == "1.0.b set by hand: +2.0000"


@pytest.mark.parametrize("kind", KINDS)
async def test_nothing_that_is_told_of_a_case_gives_it_away(kind: str) -> None:
    async with detecting(kind) as app:
        await app.press("s")
        told = report(app)
    assert told.zero_grad is None
    assert (told.mistakes, told.changed) == ((), ())
    assert told.epoch == 1


async def test_a_run_that_has_diverged_says_so_and_has_no_loss() -> None:
    async with running(
        dataset="plane", loss="sse", activation="linear", hidden=(2,), learning_rate=1e10
    ) as app:
        app.main.carry_out(Play())
        await app.until(lambda snapshot: snapshot.divergence is not None)
        told = report(app)
    assert told.diverged
    json.dumps(asdict(told), allow_nan=False)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("MainScreen", "run"),
        ("SettingsScreen", "settings"),
        ("LessonList", "lesson list"),
        ("LessonScratchpad", "scratchpad"),
        ("ScratchpadScreen", "scratchpad"),
    ],
)
def test_a_screen_is_called_what_it_shows(name: str, word: str) -> None:
    assert screen_word(name) == word
