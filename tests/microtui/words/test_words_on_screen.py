"""Where the words stand: the same situation at every size, the wrong line of code, and the why."""

from __future__ import annotations

from typing import Any

import pytest
from application import Application, running

from engine.mistakes import MISTAKES
from microtui.words.situations.explanation import joined
from microtui.words.situations.table import explain
from microtui.words.update.why import WHY_ADD, WHY_PARAMETERS_ONLY, WHY_SUM

RARE_SIZES = [pytest.param(size, marks=pytest.mark.thorough) for size in ((200, 60), (60, 16))]
SIZES = [(120, 40), (80, 24), (40, 12), *RARE_SIZES]


def words_of(app: Application) -> str:
    return " ".join(app.text.replace("│", " ").split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", ["", "s z", "s z s s s s s", "s z b b b b z", "n n"], ids=str)
async def test_the_same_is_said_at_every_size(size: tuple[int, int], keys: str) -> None:
    async with running(size=size, loss="mse", learning_rate=0.2) as app:
        snapshot = await app.press("4", *keys.split())
        said = explain(snapshot)
        for pane in ("Commentary", "#update") if size > (100, 30) else ("Commentary",):
            assert said.words.brief in app.pane(pane) or said.words.full in app.pane(pane)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=lambda mistake: mistake.name)
async def test_the_line_that_a_mistake_changes_is_marked(mistake: Any) -> None:
    settings: dict[str, Any] = {
        "engine": "scalar",
        "samples": 40,
        "loss": "mse",
        "mistakes": (mistake.name,),
    }
    async with running(size=(80, 24), **settings) as app:
        await app.press("4")
        lines = app.text.split("\n")
        number = next(i for i, line in enumerate(lines) if mistake.wrong in line)
        assert f"✗ {mistake.wrong}  # not {mistake.right}" in lines[number]
        called = {
            "overwrite": "self.loss.backward()",
            "ascend": "self.optimizer.step()",
            "equal-start": "One update",
        }
        assert called[mistake.name] in lines[number - 1]
        assert explain(app.snapshot).words.brief in app.pane("Commentary")


async def test_no_line_is_marked_in_right_code() -> None:
    async with running(size=(80, 24)) as app:
        await app.press("4", "z")
        assert "✗" not in app.text


async def test_the_source_of_zero_grad_and_of_backward_says_why() -> None:
    async with running(size=(80, 60)) as app:
        await app.press("n")
        await app.pilot.press("v")
        await app.pilot.pause()
        assert joined(WHY_PARAMETERS_ONLY, WHY_SUM) in words_of(app)
        await app.pilot.press("escape")
        await app.press("n")
        await app.pilot.press("v", "end")
        await app.pilot.pause()
        assert WHY_ADD in words_of(app)


async def test_help_says_why() -> None:
    async with running(size=(120, 140)) as app:
        await app.pilot.press("question_mark")
        await app.pilot.pause()
        box = app.pilot.app.screen.query_one("#help").content_region
        shown = " ".join(line[box.x : box.right] for line in app.text.split("\n"))
        assert joined(WHY_ADD, WHY_SUM, WHY_PARAMETERS_ONLY) in " ".join(shown.split())


async def test_with_room_the_phases_say_why() -> None:
    async with running(size=(200, 60)) as app:
        await app.press("n")
        assert WHY_PARAMETERS_ONLY in app.pane("#update")
        await app.press("n")
        assert WHY_ADD in app.pane("#update")
