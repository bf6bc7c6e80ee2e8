"""The program on a page: drawn while somebody looks, and told of all else, on a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from served_page import Page

pytestmark = pytest.mark.thorough

OPENED = {
    "": "batch 1/5",
    "?": "─ Help ─",
    "o": "─ Options ─",
    "O": "─ Saved runs ─",
    "x": "Take this run with you as",
    "\x10": "Search for commands",
    "C": "─ Lessons ─",
    "j": "─ Jump to an epoch ─",
}
"""What stands on the screen once these keys have been taken."""


def has_taken_keys(page: Page) -> None:
    """Waits until all that was typed has been taken; it says so unseen, too.

    A list is opened and closed, of which the class is told at once.
    """
    for key, screen in (("x", "choice"), ("\x1b", "run")):
        page.type(key)
        while page.wait_until_told("report")["report"]["screen"] != screen:
            pass


def tells_of_playing(told: Sequence[Mapping[str, Any]]) -> bool:
    return any(each["type"] == "report" and each["report"]["playing"] for each in told)


def test_nothing_is_drawn_before_a_page_is_there(tmp_path: Path) -> None:
    with Page(tmp_path, is_shown=False) as page:
        page.wait_until_told("ready")
        page.wait_until_quiet()
        assert page.drawn == b""
        page.show()
        page.wait_for("epoch 0")


def test_who_comes_back_sees_all_at_the_size_of_their_page(tmp_path: Path) -> None:
    with Page(tmp_path) as page:
        page.wait_for("zero_grad ON")
        page.hide()
        page.type("z")
        has_taken_keys(page)
        page.wait_until_quiet()
        assert "zero_grad ON" in page.text
        drawn = len(page.drawn)
        page.show(80, 24)
        page.wait_for("zero_grad OFF")
        page.wait_until_quiet()
        assert b"\x1b[?1049h" in page.drawn[drawn:]
        assert b"\x1b[?1006h" in page.drawn[drawn:]
        lines = page.text.splitlines()
        assert lines[-1].startswith(" 1 loss 2 map")
        assert lines[4].endswith("─╮")


def test_who_looks_on_gets_the_whole_screen_once(tmp_path: Path) -> None:
    with Page(tmp_path) as page:
        page.wait_for("zero_grad ON")
        page.hide()
        page.wait_until_quiet()
        page.wipe()
        page.tell("redraw")
        page.wait_for("zero_grad ON")
        page.wait_until_quiet()
        drawn = len(page.drawn)
        page.type("z")
        has_taken_keys(page)
        page.wait_until_quiet()
        assert len(page.drawn) == drawn


def test_an_export_is_fetched_piece_by_piece(tmp_path: Path) -> None:
    with Page(tmp_path) as page:
        page.wait_for("epoch 0")
        page.type("x")
        page.wait_for("Take this run with you as")
        page.type("\r")
        name, script = page.downloaded()
        assert name == "moons-epoch-0.py"
        assert len(script) > 1000
        compile(script, name, "exec")


def test_another_size_is_drawn_whole(tmp_path: Path) -> None:
    with Page(tmp_path) as page:
        page.wait_for("zero_grad ON")
        page.wait_until_quiet()
        for columns, rows in ((60, 18), (150, 45), (20, 5), (80, 24)):
            page.resize(columns, rows)
        page.wait_for(" 1 loss 2 map")
        page.wait_until_quiet()
        assert page.text.splitlines()[-1].startswith(" 1 loss 2 map")


def test_q_leaves_and_nothing_is_printed(tmp_path: Path) -> None:
    with Page(tmp_path) as page:
        page.wait_for("epoch 0")
        page.type("b")
        page.wait_for("batch 1/5")
        page.type("q")
        assert page.wait_for_exit() == 0
        assert page.errors == ""


@pytest.mark.parametrize("keys", OPENED)
def test_when_the_server_dies_the_run_is_saved(tmp_path: Path, keys: str) -> None:
    with Page(tmp_path) as page:
        page.wait_for("epoch 0")
        page.type("b")
        page.wait_for("batch 1/5")
        page.type(keys)
        page.wait_for(OPENED[keys])
        page.leave()
        assert page.wait_for_exit() == 129
        assert page.errors == ""
        assert list(tmp_path.glob("state/microtui/runs/*.run"))


def test_a_server_may_ask_it_to_leave(tmp_path: Path) -> None:
    with Page(tmp_path) as page:
        page.wait_for("epoch 0")
        page.type("b")
        page.wait_for("batch 1/5")
        page.tell("quit")
        assert page.wait_for_exit() == 143
        assert page.errors == ""
        assert list(tmp_path.glob("state/microtui/runs/*.run"))


def test_nobody_reading_is_no_failure(tmp_path: Path) -> None:
    with Page(tmp_path) as page:
        page.wait_for("epoch 0")
        page.stop_reading()
        page.type("b")
        page.leave()
        assert page.wait_for_exit() == 129
        assert page.errors == ""


@pytest.mark.parametrize("packet", [b"{", b"[]", b'{"type": "attach"}', b'{"width": 80}'])
def test_who_cannot_hear_any_more_leaves_and_says_so(tmp_path: Path, packet: bytes) -> None:
    with Page(tmp_path) as page:
        page.wait_for("epoch 0")
        page.type("b")
        page.wait_for("batch 1/5")
        page.send(b"M", packet)
        assert page.wait_for_exit() == 1
        assert page.errors.endswith("the run is saved.\n")
        assert "Traceback" not in page.errors
        assert list(tmp_path.glob("state/microtui/runs/*.run"))
        (report,) = tmp_path.glob("state/microtui/reports/*.txt")
        assert "page_driver.py" in report.read_text()


def test_nothing_is_drawn_of_what_the_class_is_told(tmp_path: Path) -> None:
    with Page(tmp_path) as page:
        page.wait_for("epoch 0")
        page.type(" ")
        page.wait_until(lambda: tells_of_playing(page.told))
        page.hide()
        page.wait_until_quiet()
        drawn, told = len(page.drawn), len(page.told)
        page.wait_until(lambda: tells_of_playing(page.told[told:]))
        page.wait_until_quiet()
        assert len(page.drawn) == drawn


def test_laboratory_and_course_read_from_one_pipe(tmp_path: Path) -> None:
    """What is typed ahead of the course's beginning is not lost to it."""
    with Page(tmp_path) as page:
        page.wait_for("epoch 0")
        page.type("C")
        page.wait_for("Lessons")
        page.type("\r")
        page.wait_until_told("ready")
        page.wait_until_told("ready")
        page.wait_for("step 1")
        page.type("q")
        assert page.wait_for_exit() == 0
        assert page.errors == ""
