"""Where somebody is in a lesson, for a list of many."""

from __future__ import annotations

from lesson_beside import lesson_of

from microtui.course.player.playing import Playing
from microtui.words.course.step_line import step_line

STEPS = "## One\n\n```run\n--dataset xor\n```\n\nRead.\n\n## Two\n\nRead on.\n"


def test_before_its_first_step_a_lesson_begins() -> None:
    assert step_line(Playing(lesson_of(STEPS, number=9))) == "9 · begins"


def test_behind_its_last_step_it_is_done() -> None:
    assert step_line(Playing(lesson_of(STEPS, number=9)).end()) == "9 · done"


def test_a_lesson_that_somebody_brought_along_is_called_by_its_title() -> None:
    assert step_line(Playing(lesson_of(STEPS, title="Mine", number=None))) == "Mine · begins"
