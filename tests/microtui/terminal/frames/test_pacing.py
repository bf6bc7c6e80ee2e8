"""When frames may be drawn, with a clock that the test turns by hand."""

from __future__ import annotations

import re
from collections import deque

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from microtui.terminal.frames.line_speed import UNKNOWN_SPEED
from microtui.terminal.frames.pacing import (
    BURST,
    FIRST_PATIENCE,
    LONGEST_KEY_WAIT,
    LONGEST_PATIENCE,
    PATIENCE,
    FramePacer,
)


class Link:
    """A pacer, its clock, and the questions that are on their way to the terminal."""

    def __init__(self, frames_per_second: float = 10.0) -> None:
        self.now = 100.0
        self.pacer = FramePacer(frames_per_second, lambda: self.now)
        self.questions: deque[str] = deque()

    def draw(self, size: int = 0) -> None:
        self.pacer.begin()
        self.pacer.sent(size)
        if question := self.pacer.question():
            self.questions.append(question)

    def answer(self) -> None:
        """The terminal reads the next question, and its answer comes back."""
        found = re.fullmatch(r"\x1b7\x1b\[(\d+);(\d+)H\x1b\[6n\x1b8", self.questions.popleft())
        assert found
        self.pacer.answer(int(found[2]) - 1, int(found[1]) - 1)

    def frames_by_itself(self, seconds: float, size: int = 0) -> int:
        """Frames drawn in a time, each as soon as the pacer lets it through."""
        end, frames = self.now + seconds, 0
        while self.now + (wait := self.pacer.wait()) < end:
            self.now += wait
            self.draw(size)
            frames += 1
        self.now = end
        return frames


@pytest.fixture
def link() -> Link:
    """A link whose terminal has answered the question before the first frame."""
    link = Link()
    link.draw()
    link.now += 0.2
    link.answer()
    return link


def test_the_first_frame_need_not_wait() -> None:
    link = Link()
    assert link.pacer.wait() == 0.0
    link.questions.append(link.pacer.question())
    assert link.pacer.wait() == 0.0, "nothing is on its way that it could wait behind"


def test_there_are_no_more_frames_than_asked_for() -> None:
    link = Link(frames_per_second=4.0)
    link.draw()
    link.answer()
    assert link.pacer.wait() == pytest.approx(0.25)
    link.now += 0.25
    assert link.pacer.wait() == 0.0


def test_where_drawing_takes_long_frames_become_rarer_but_never_rarer_than_one_a_second() -> None:
    link = Link(frames_per_second=10.0)
    for drawing, period in ((0.01, 0.1), (0.06, 0.3), (0.02, 0.1), (5.0, 1.0)):
        link.draw()
        link.answer()
        link.pacer.drew(drawing)
        assert link.pacer.wait() == pytest.approx(period)
        assert link.pacer.wait(for_key=True) == 0.0
        link.now += 1.0


def test_a_frame_for_a_key_does_not_wait_for_the_clock(link: Link) -> None:
    link.draw()
    link.answer()
    assert link.pacer.wait() > 0.0
    assert link.pacer.wait(for_key=True) == 0.0


def test_a_frame_is_held_until_the_one_before_has_arrived(link: Link) -> None:
    link.draw()
    link.now += 1.0
    assert link.pacer.wait() > 0.0
    assert link.pacer.wait(for_key=True) > 0.0
    link.answer()
    assert link.pacer.wait() == 0.0
    assert link.pacer.round_trip == 1.0


def test_the_frame_is_held_until_the_last_of_several_questions_is_answered(link: Link) -> None:
    for _ in range(3):
        link.draw()
    link.answer()
    link.answer()
    assert link.pacer.wait(for_key=True) > 0.0
    link.answer()
    assert link.pacer.wait(for_key=True) == 0.0


def test_an_answer_covers_the_questions_before_it_whose_answers_were_lost(link: Link) -> None:
    for _ in range(3):
        link.draw()
    link.questions.popleft()
    link.questions.popleft()
    link.answer()
    assert link.pacer.wait(for_key=True) == 0.0


def test_no_answer_counts_twice(link: Link) -> None:
    link.draw()
    first = link.questions[0]
    link.answer()
    link.draw()
    link.questions.appendleft(first)
    link.answer()
    assert link.pacer.wait(for_key=True) > 0.0
    link.answer()
    assert link.pacer.wait(for_key=True) == 0.0


@pytest.mark.parametrize(("column", "row"), [(1, 0), (4, 0), (40, 1), (119, 39)])
def test_what_was_not_asked_is_no_answer(link: Link, column: int, row: int) -> None:
    link.draw()
    link.pacer.answer(column, row)
    assert link.pacer.wait(for_key=True) > 0.0


def test_many_thousand_frames_are_told_apart(link: Link) -> None:
    for _ in range(5_000):
        link.now += 0.1
        assert link.pacer.wait() == pytest.approx(0.0)
        link.draw()
        link.now += 0.01
        assert link.pacer.wait(for_key=True) > 0.0
        link.answer()
    assert not link.questions


def test_where_nobody_knows_the_size_of_frames_a_silent_terminal_gets_all_after_a_second() -> None:
    link = Link()
    link.draw()
    assert link.pacer.wait() == pytest.approx(FIRST_PATIENCE)
    assert link.pacer.wait(for_key=True) == pytest.approx(FIRST_PATIENCE)
    assert link.frames_by_itself(FIRST_PATIENCE + 60.0) == pytest.approx(600, abs=2)
    assert link.pacer.wait(for_key=True) == 0.0


@pytest.mark.parametrize("size", [500, 2_000, 20_000])
def test_a_terminal_that_never_answers_gets_no_more_than_a_slow_line_carries(size: int) -> None:
    link = Link()
    link.draw(size)
    link.frames_by_itself(FIRST_PATIENCE, size)
    frames = link.frames_by_itself(60.0, size)
    assert frames * size == pytest.approx(60.0 * UNKNOWN_SPEED, abs=2 * size)


def test_a_key_goes_ahead_on_a_line_of_which_nothing_is_known_but_hardly_fills_it() -> None:
    link = Link()
    link.draw(8_000)
    link.now += 10.0
    assert link.pacer.wait(for_key=True) == 0.0
    for _ in range(20):
        link.draw(1_000)
        link.now += link.pacer.wait(for_key=True)
    behind = link.pacer.wait()
    assert BURST <= behind <= BURST + 1_000 / UNKNOWN_SPEED
    link.draw(20_000)
    assert link.pacer.wait(for_key=True) == pytest.approx(LONGEST_KEY_WAIT)
    link.now += LONGEST_KEY_WAIT
    assert link.pacer.wait(for_key=True) == pytest.approx(0.0)
    assert link.pacer.wait() > LONGEST_KEY_WAIT


@pytest.fixture
def long_way(link: Link) -> Link:
    """A line of 10 KB a second, and 0.2 s there and back, which frames of all sizes have shown."""
    for size in (100, 1_000, 2_000, 100):
        link.draw(size)
        link.now += 0.2 + size / 10_000
        link.answer()
        link.now += 1.0
    return link


def test_a_frame_for_a_key_need_not_wait_for_the_way_back(long_way: Link) -> None:
    long_way.draw(1_000)
    assert long_way.pacer.wait() > 1.0
    assert long_way.pacer.wait(for_key=True) == pytest.approx(0.1, abs=0.02)
    long_way.now += 0.12
    assert long_way.pacer.wait(for_key=True) == 0.0


def test_only_one_frame_goes_ahead_of_an_answer(long_way: Link) -> None:
    long_way.draw(100)
    long_way.now += 0.05
    assert long_way.pacer.wait(for_key=True) == 0.0
    long_way.draw(100)
    long_way.now += 0.05
    assert long_way.pacer.wait(for_key=True) > 1.0
    long_way.now += 0.1
    long_way.answer()
    assert long_way.pacer.wait(for_key=True) == 0.0


def test_on_a_short_way_none_goes_ahead(long_way: Link) -> None:
    long_way.draw(100)
    long_way.now += 0.01
    long_way.answer()
    long_way.draw(100)
    long_way.now += 0.05
    assert long_way.pacer.wait(for_key=True) > 1.0
    long_way.answer()
    assert long_way.pacer.wait(for_key=True) == 0.0


def test_a_terminal_that_never_answers_is_hardly_asked_any_more() -> None:
    link = Link()
    link.frames_by_itself(600.0)
    assert 5 < len(link.questions) < 30


def test_a_late_first_answer_brings_the_pace_of_the_far_end() -> None:
    link = Link()
    link.frames_by_itself(2.5)
    assert len(link.questions) == 2
    link.answer()
    assert link.pacer.wait(for_key=True) > 0.0, (
        "the frame of the second question is still on its way"
    )
    link.answer()
    assert link.pacer.wait(for_key=True) == 0.0
    link.draw()
    link.now += 1.0
    assert link.pacer.wait(for_key=True) > 0.0


def test_a_slow_link_is_given_the_time_that_it_needs(link: Link) -> None:
    for _ in range(3):
        link.draw()
        link.now += 1.9
        link.answer()
        assert link.pacer.round_trip == pytest.approx(1.9)
    link.draw()
    link.now += 5.0
    assert link.pacer.wait() > 0.0


def test_over_a_link_that_stalls_for_a_minute_only_a_handful_of_frames_pile_up(link: Link) -> None:
    link.draw()
    assert 2 <= link.frames_by_itself(60.0) <= 5


def test_when_a_stalled_link_comes_back_the_usual_pace_comes_back(link: Link) -> None:
    link.draw()
    link.frames_by_itself(50.0)
    while link.questions:
        assert link.pacer.wait() > 0.0
        link.answer()
    assert link.pacer.wait() == 0.0
    link.draw()
    link.now += 0.05
    link.answer()
    assert link.pacer.wait() == pytest.approx(0.05)


def test_a_key_gets_its_frame_even_when_answers_have_stopped(link: Link) -> None:
    link.draw()
    link.now += PATIENCE
    assert link.pacer.wait(for_key=True) == 0.0
    link.draw()
    assert link.pacer.wait(for_key=True) == 0.0
    assert link.pacer.wait() > PATIENCE


def test_a_terminal_that_stops_answering_is_never_left_without_frames(link: Link) -> None:
    for _ in range(20):
        link.draw()
        assert link.pacer.wait() < LONGEST_PATIENCE + 0.001
        link.now += link.pacer.wait()


def test_after_a_restart_answers_from_before_are_not_awaited(link: Link) -> None:
    link.draw()
    link.pacer.restart()
    link.now += 0.1
    assert link.pacer.wait() == 0.0
    link.draw()
    link.questions.popleft()
    link.answer()
    assert link.pacer.wait(for_key=True) == 0.0


@pytest.mark.parametrize(
    ("before", "after", "keys"),
    [
        ("z", "n", ["z", "n"]),
        ("\x1b[A", "\x1b[B", ["up", "down"]),
        ("\x1b", "z", ["escape", "z"]),
        ("é", " ", ["é", "space"]),
    ],
)
def test_an_answer_in_the_middle_of_typed_keys_swallows_none(
    before: str, after: str, keys: list[str]
) -> None:
    heard = list(XTermParser().feed(f"{before}\x1b[2;7R{after}"))
    assert [event.key for event in heard if isinstance(event, events.Key)] == keys
    positions = [event for event in heard if isinstance(event, events.CursorPosition)]
    assert [(position.x, position.y) for position in positions] == [(6, 1)]
