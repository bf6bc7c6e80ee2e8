"""How often somebody has looked at a case, and what they are told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lesson_moments import first_snapshot, moment_of

from microtui.course.detective.open_case import OpenCase
from microtui.course.moment import Moment
from microtui.course.progress import Score

BEGUN = OpenCase("ascend")


def moment(*, updates: int = 0, phase: int = 0, playing: bool = False, **others: Any) -> Moment:
    snapshot = first_snapshot()
    progress = replace(snapshot.progress, playing=playing)
    snapshot = replace(snapshot, updates=updates, phase=phase, progress=progress)
    return replace(moment_of(snapshot), **others)


def looks(*moments: Moment) -> int:
    case = BEGUN
    for each in moments:
        case = case.seen(each)
    return case.looks


def test_what_is_there_at_first_is_no_look_and_neither_is_the_same_again() -> None:
    assert looks(moment(), moment(), moment()) == 0


@pytest.mark.parametrize(
    "now",
    [
        moment(pane="loss"),
        moment(is_alone=True),
        moment(screen="check"),
        moment(screen="source"),
        moment(phase=1),
        moment(updates=7),
        moment(playing=True),
    ],
)
def test_another_pane_a_tool_and_going_on_are_each_a_look(now: Moment) -> None:
    assert looks(moment(), now) == 1


@pytest.mark.parametrize("screen", ["help", "legend", "dialog", "scratchpad"])
def test_what_shows_nothing_of_the_run_is_no_look(screen: str) -> None:
    assert looks(moment(), moment(screen=screen), moment()) == 0


def test_what_is_chosen_within_a_pane_is_no_look() -> None:
    assert looks(moment(), moment(sample=3), moment(sample=3, unit=(1, 0))) == 0


def test_playing_is_one_look_however_long_it_lasts() -> None:
    playing = [moment(updates=count, playing=True) for count in (1, 9, 80)]
    assert looks(moment(), *playing, moment(updates=90), moment(updates=90, phase=1)) == 2


def test_back_is_a_look_as_on_is() -> None:
    assert looks(moment(), moment(updates=1), moment(), moment(updates=1)) == 3


def test_once_it_is_said_what_is_wrong_nothing_counts_any_more() -> None:
    closed = BEGUN.seen(moment()).seen(moment(pane="loss")).closed()
    assert closed.seen(moment(updates=5)).looks == 1
    assert closed.key == "ascend"


def test_a_moment_knows_the_case_the_looks_and_the_score() -> None:
    told = BEGUN.seen(moment()).seen(moment(updates=1)).told_in(moment(), Score(4, 3, 50))
    assert (told.case, told.cases, told.solved, told.looks) == ("ascend", 4, 3, 1)
