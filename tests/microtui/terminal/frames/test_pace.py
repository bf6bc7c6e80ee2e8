"""Frames on a page take less of the machine and of the line than those in a terminal."""

from __future__ import annotations

import pytest

from microtui.terminal.frames.pace import IN_A_TERMINAL, ON_A_PAGE, Pace, usual_pace
from microtui.terminal.frames.pacing import FramePacer

DRAWING, SIZE = 0.02, 6000
"""Seconds and bytes of a frame in which the map bends."""


def frames_in(seconds: float, pace: Pace, *, drawing: float, of_processor: float, size: int) -> int:
    """As many as are drawn where the terminal answers at once."""
    now = 100.0
    pacer = FramePacer(10.0, lambda: now, pace)
    end, frames = now + seconds, 0
    while now + (wait := pacer.wait()) < end:
        now += wait
        pacer.begin()
        pacer.drew(drawing, of_processor)
        pacer.sent(size)
        frames += 1
        question = pacer.question()
        assert pacer.answer(int(question.split(";")[1].split("H")[0]) - 1, 1)
    return frames


def test_where_the_program_is_served_frames_are_paced_for_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MICROTUI_SERVED", raising=False)
    assert usual_pace() is IN_A_TERMINAL
    monkeypatch.setenv("MICROTUI_SERVED", "1")
    assert usual_pace() is ON_A_PAGE


def test_in_a_terminal_frames_come_as_often_as_was_asked_for() -> None:
    frames = frames_in(10.0, IN_A_TERMINAL, drawing=DRAWING, of_processor=DRAWING, size=SIZE)
    assert frames == pytest.approx(100, abs=2)


def test_on_a_page_they_take_no_more_than_their_share_of_a_processor() -> None:
    frames = frames_in(100.0, ON_A_PAGE, drawing=DRAWING, of_processor=DRAWING, size=0)
    assert frames * DRAWING <= 100.0 * ON_A_PAGE.processor + DRAWING


def test_on_a_page_they_take_no_more_than_their_share_of_the_line() -> None:
    frames = frames_in(100.0, ON_A_PAGE, drawing=0.0, of_processor=0.0, size=SIZE)
    assert frames * SIZE <= 100.0 * ON_A_PAGE.size + SIZE


@pytest.mark.parametrize("pace", [IN_A_TERMINAL, ON_A_PAGE])
def test_what_others_take_of_the_machine_makes_frames_rarer(pace: Pace) -> None:
    """Drawing takes as much of a processor as ever, and ten times as long."""
    alone = frames_in(20.0, pace, drawing=DRAWING, of_processor=DRAWING, size=0)
    among_many = frames_in(20.0, pace, drawing=10 * DRAWING, of_processor=DRAWING, size=0)
    assert among_many < alone


def test_a_frame_for_a_key_waits_for_none_of_this() -> None:
    pacer = FramePacer(10.0, lambda: 100.0, ON_A_PAGE)
    pacer.begin()
    pacer.drew(1.0, 1.0)
    pacer.sent(100_000)
    assert pacer.wait() > 0.5
    assert pacer.wait(for_key=True) == 0.0
