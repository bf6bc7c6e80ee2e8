"""The window's title while the program runs, and the mouse: both as they were when it leaves."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import cast

from terminal import Terminal
from textual.screen import Screen

from microtui.terminal.window_title import RESTORE, SAVE, WindowTitle

TITLE = re.compile(rb"\x1b\]2;([^\x07]*)\x07")
MOUSE_ON = re.compile(rb"\x1b\[\?10(?:00|02|03|05|06|15|16)h")


def test_while_it_plays_a_title_is_said_once_a_second_and_at_once_when_it_stands_still() -> None:
    said: list[str] = []
    now = 0.0
    driver = SimpleNamespace(set_title=said.append)
    screen = SimpleNamespace(app=SimpleNamespace(_driver=driver))
    title = WindowTitle(cast(Screen[None], screen), clock=lambda: now)
    for tenth in range(25):
        now = tenth / 10
        title.show(f"epoch {tenth}", is_playing=True)
    assert said == ["epoch 0", "epoch 10", "epoch 20"]
    title.show("epoch 24", is_playing=False)
    title.show("epoch 24", is_playing=False)
    assert said[3:] == ["epoch 24"]
    title.forget()
    title.show("epoch 24", is_playing=False)
    assert said[4:] == ["epoch 24"], "somebody else had the terminal meanwhile"


def test_the_title_says_what_runs_and_both_it_and_the_mouse_are_given_back() -> None:
    with Terminal(["--seed", "4"]) as terminal:
        terminal.wait_for("zero_grad ON")
        assert MOUSE_ON.search(terminal.written)
        terminal.press("s", "Y")
        terminal.wait_for("The mouse is off")
        assert b"\x1b[?1003l" in terminal.written
        start = len(terminal.written)
        terminal.press("Y")
        terminal.wait_for("The mouse is on")
        assert MOUSE_ON.search(terminal.written, start)
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        titles = [title.decode() for title in TITLE.findall(terminal.written)]
        assert titles == ["microtui · moons · epoch 0", "microtui · moons · epoch 1", ""]
        assert terminal.written.count(SAVE.encode()) == 1
        assert terminal.written.count(RESTORE.encode()) == 1


def test_a_console_is_told_no_title_and_without_the_mouse_none_is_asked_for() -> None:
    with Terminal(["--no-mouse"], environment={"TERM": "linux"}) as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.press("s", "y")
        terminal.wait_for("The Linux console has no clipboard")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert not MOUSE_ON.search(terminal.written)
        assert b"\x1b]" not in terminal.written
        assert b";2t" not in terminal.written
