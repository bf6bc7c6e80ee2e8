"""The scratchpad: typed, read, nudged, descended, walked and left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from application import Application, running
from textual import events
from textual.pilot import Pilot

from engine.graph.scratchpad.examples import EXAMPLES
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.app import MicrotuiApp
from microtui.exports.graph.graph_json import graph_json
from microtui.screens.main_screen import MainScreen
from microtui.screens.scratchpad.scratchpad_screen import ScratchpadScreen
from microtui.screens.scratchpad.typed_lines import TypedLines
from microtui.session.worker import Session
from microtui.terminal.application.acting_keys import acting
from microtui.widgets.panes.graph_pane import GraphPane


@asynccontextmanager
async def scratchpad(
    size: tuple[int, int] = (80, 24), *, ascii_only: bool | None = None
) -> AsyncIterator[Application]:
    async with running(size=size, ascii_only=ascii_only, hidden=(2,)) as app:
        await app.press("E")
        yield app


def lines(app: Application) -> TypedLines:
    return app.pilot.app.screen.query_one(TypedLines)


def words(app: Application) -> str:
    """What is on the screen, in one line, without frames."""
    return " ".join(app.text.replace("│", " ").split())


async def test_the_lectures_lines_stand_there_with_their_result_and_all_gradients() -> None:
    async with scratchpad() as app:
        assert lines(app).text == EXAMPLES["lecture"].text.rstrip("\n")
        assert "L = -8.0" in app.text
        assert all(f"grad {grad}" in app.text for grad in ("+6.0000", "-4.0000", "-2.0000"))
        await app.press("full_stop", "full_stop", "full_stop", "full_stop", "full_stop")
        assert "d.grad += (dL/dd) · L.grad = -2.0 · 1.0 = -2.0 (was 0.0)" in app.text


async def test_letters_are_typed_in_the_text_and_are_keys_in_the_graph() -> None:
    async with scratchpad() as app:
        await app.press("home", "e", *"0q?d", "escape", "e")
        assert lines(app).text.startswith("a = 2.00q?d\n"), "behind the number that was chosen"
        assert "line 1, column 9" in app.text
        assert "Graph of L, of the text before" in app.text
        await app.press("backspace", "backspace", "backspace", "5", "tab")
        assert "L = -7.97" in app.text
        assert "of the text before" not in app.text
        shown = {each.binding.key for each in acting(app.pilot.app.screen)}
        assert {"q", "d", "full_stop", "question_mark"} <= shown
        await app.press("tab")
        shown = {each.binding.key for each in acting(app.pilot.app.screen)}
        assert not {"q", "d", "full_stop", "question_mark"} & shown
        await app.press("f1")
        assert "Help" in app.text
        assert "Back to the graph" in app.text


async def test_a_nudge_rewrites_the_number_and_says_what_was_predicted_and_what_came() -> None:
    async with scratchpad() as app:
        await app.press("home", "plus")
        assert lines(app).text.startswith("a = 2.001\n")
        assert "6.0 · 0.001 = +0.006, and changed by +0.006" in words(app)
        assert "smaller h only adds rounding" in words(app)
        await app.press("H", "minus", "ctrl+r", "ctrl+r")
        assert lines(app).text.startswith("a = 2.0\n")
        assert "and changed by" not in words(app), "that was of another text"
        await app.press("ctrl+y")
        assert lines(app).text.startswith("a = 2.001\n")
        await app.press("end", "plus")
        assert "L is computed from others" in words(app)
        await app.press("escape")
        assert "computed from others" not in words(app)
        assert isinstance(app.pilot.app.screen, ScratchpadScreen)
        # The mistake shows in the gradient.
        lines(app).change_to("a = 3.0\nb = a + a")
        await app.press("home", "M", "plus")
        assert "Graph of b, with the mistake = for +=" in app.text
        assert "1.0 · 0.01 = +0.01, and changed by +0.02" in words(app)
        assert "No h comes close" in words(app)


async def test_descending_and_climbing_move_all_named_numbers_where_that_can_be() -> None:
    async with scratchpad() as app:
        await app.press("D")
        assert "L rose from -8.0 to -7.286496." in words(app)
        await app.press("ctrl+r", "L", "d")
        assert "lr 0.02" in app.text
        assert "Every named leaf by -0.02 · grad: L fell from -8.0" in words(app)
        lines(app).change_to("2.0 * 3.0")
        await app.press("d")
        assert "No number here has a name" in words(app)
        lines(app).change_to("a = -1.0\nL = log(a) + 1")
        await app.press()
        assert "L = nan; #1: log(-1.0) is nan" in words(app)


async def test_what_was_typed_is_not_lost_by_leaving_nor_by_taking_an_example() -> None:
    async with scratchpad() as app:
        await app.press("home", "plus", "escape", "escape")
        assert app.pilot.app.screen is app.main
        await app.press("E")
        assert lines(app).text.startswith("a = 2.001\n")
        await app.press("o", "down", "enter")
        assert lines(app).text == EXAMPLES["slope"].text.rstrip("\n")
        assert "y = 20.0" in app.text
        await app.press("ctrl+r")
        assert lines(app).text.startswith("a = 2.001\n")
        await app.press("q")
        assert app.pilot.app.screen is app.main


async def test_far_too_much_is_not_pasted_and_controls_are_left_out() -> None:
    async with scratchpad() as app:
        await app.press("e")
        before = lines(app).text
        app.pilot.app.post_message(events.Paste("y" * 3_000_000))
        await app.press()
        assert lines(app).text == before
        assert "3,000,000 characters; at most 50,000" in words(app)
        app.pilot.app.post_message(events.Paste("\n\x1b[31mM = L*2\n"))
        await app.press()
        assert lines(app).text == f"{before}\n[31mM = L*2\n"


@pytest.mark.parametrize("size", [(40, 12), (200, 60)])
async def test_there_is_something_of_use_at_any_size(size: tuple[int, int]) -> None:
    async with scratchpad(size, ascii_only=True) as app:
        await app.press("home", "plus")
        assert "a = 2.001" in app.text
        assert "L = -7.994" in app.text
        assert "a by +0.001" in app.text
        assert "a, a leaf: data 2.001, grad 6.0" in app.text
        assert app.text.isascii()


async def test_the_graph_is_written_to_a_file_and_the_palette_does_what_its_keys_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with scratchpad() as app:
        await app.press("x", "enter", "enter")
        await app.until_shown("Written to")
        screen = app.pilot.app.screen
        assert isinstance(screen, ScratchpadScreen)
        evaluated = screen._reading.evaluated
        assert evaluated is not None
        grads = [6.0, -4.0, -2.0, -2.0, -2.0, 4.0, 1.0]
        expected = graph_json(evaluated.graph, grads, "L")
        assert (tmp_path / "expression.json").read_text() == f"{expected}\n"
        await app.press("ctrl+p", *"next sum")
        await app.until_searched()
        await app.press("down", "enter", "enter")
        assert "forward 1 of 3" in app.text


async def test_with_lines_from_the_command_line_leaving_it_ends_the_program() -> None:
    session = Session(Recording.begin(Configuration(hidden=(2,))))
    app = MicrotuiApp(session, scratchpad="a = 3\nb = a*")
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.focused, TypedLines), "there is something to be mended first"
        await pilot.press("2", "escape", "q")
    assert app.return_code == 0


async def test_the_graph_of_a_sample_can_be_all_that_is_shown_at_first() -> None:
    session = Session(Recording.begin(Configuration(hidden=(2,))))
    app = MicrotuiApp(session, first_pane="graph", sample=7)
    async with app.run_test(size=(80, 24)):
        assert isinstance(app.screen, MainScreen)
        await Application(Pilot(app), app.screen).until_shown("sample 7")
        assert isinstance(app.focused, GraphPane)
        assert app.focused.outer_size.width == 80
