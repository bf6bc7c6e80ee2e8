"""`microtui learn`: which lesson is meant, what the list says, and what is said of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from short_course import COURSE, ONE_STEP, WHERE

from microtui.command_line.cli import run
from microtui.command_line.lessons.chosen_lesson import chosen_lesson
from microtui.command_line.lessons.lesson_list import list_lines
from microtui.command_line.lessons.playing import last_lesson
from microtui.course.progress import CourseProgress, KeptStage
from microtui.course.progress_change import (
    LessonFinished,
    ProgressChange,
    StepBegun,
    StepDone,
    changed,
)
from microtui.course.progress_files import write_change
from microtui.saving.course_file import file_of
from microtui.saving.kept_files import course_directory

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def short_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WHERE, lambda: COURSE)


def progress(*changes: ProgressChange) -> CourseProgress:
    found = CourseProgress()
    for change in changes:
        found = changed(found, change, 1.0)
    return found


# -- which lesson is meant -------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["9", "09", "forgotten-zero-grad"])
def test_a_lesson_goes_by_its_number_and_its_name(typed: str) -> None:
    assert chosen_lesson(typed, COURSE) is COURSE[2]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("valeus", "did you mean values?"),
        ("The forgotten zero_grad", "did you mean forgotten-zero-grad?"),
        ("zero", "did you mean forgotten-zero-grad?"),
        ("quaternions", "microtui learn --list lists all"),
        ("3", "microtui learn --list lists all"),
        ("", "microtui learn --list lists all"),
        ("9" * 30, "microtui learn --list lists all"),
    ],
)
def test_what_is_mistyped_is_told_with_what_may_be_meant(typed: str, meant: str) -> None:
    with pytest.raises(ValueError, match="there is no lesson") as raised:
        chosen_lesson(typed, COURSE)
    assert str(raised.value) == f"there is no lesson {typed!r}; {meant}"


def test_a_file_is_anybodys_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.md").write_text(ONE_STEP)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for typed in ("mine.md", "./mine.md", "~/mine.md", str(tmp_path / "mine.md")):
        found = chosen_lesson(typed, COURSE)
        assert (found.title, found.number) == ("Mine", None)


def test_without_a_name_it_is_the_one_where_the_learner_was_last(tmp_path: Path) -> None:
    mine = tmp_path / "mine.md"
    mine.write_text(ONE_STEP)
    assert last_lesson(COURSE, progress()) is None
    assert last_lesson(COURSE, progress(StepDone("values", 0))) is COURSE[1]
    own = last_lesson(COURSE, progress(StepDone(str(mine), 0)))
    assert own is not None
    assert own.title == "Mine"


def test_where_that_is_finished_or_gone_the_list_is_opened(tmp_path: Path) -> None:
    assert last_lesson(COURSE, progress(LessonFinished("values"))) is None
    assert last_lesson(COURSE, progress(StepDone(str(tmp_path / "gone.md"), 0))) is None
    assert last_lesson(COURSE, progress(StepDone("renamed", 0))) is None


# -- what is listed --------------------------------------------------------------------------------


def test_the_list_says_what_is_done_in_columns_of_cells() -> None:
    begun = StepBegun("values", 1, "B", KeptStage())
    lines = list_lines(COURSE, progress(LessonFinished("nudging"), StepDone("values", 0), begun))
    assert lines == [
        "  1  A derivative by nudging    8 min  done",
        "  2  値とは何か                12 min  at step 2 of 3",
        "  9  The forgotten zero_grad    8 min  not begun",
    ]
    assert len({cell_len(line.partition(" min")[0]) for line in lines}) == 1


def test_a_lesson_gone_through_again_is_still_done() -> None:
    again = StepBegun("nudging", 0, "A", KeptStage())
    [first, *_] = list_lines(COURSE, progress(LessonFinished("nudging"), again))
    assert first.endswith("done, again at step 1 of 3")


def test_list_needs_no_terminal_and_says_what_there_is(capsys: Capture) -> None:
    assert run(["learn", "--list"]) == 0
    output = capsys.readouterr()
    assert output.out.splitlines() == list_lines(COURSE, CourseProgress())
    assert output.err == "microtui learn N begins a lesson, or goes on with it.\n"


def test_a_damaged_file_is_told_beside_the_list(capsys: Capture) -> None:
    write_change(course_directory(), StepDone("nudging", 0), 1.0)
    file_of("nudging", course_directory()).write_bytes(b"no")
    assert run(["learn", "--list"]) == 0
    assert "nudging.lesson.damaged" in capsys.readouterr().err


# -- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--list", "--check"], "--list and --check both say what to print: leave out one"),
        (["--list", "3"], "--list lists all lessons: leave '3' out"),
        (["nowhere"], "there is no lesson 'nowhere'; microtui learn --list lists all"),
        (["nowhere.md"], "there is no file nowhere.md: a lesson in Markdown is needed"),
        (["--lits"], "there is no option '--lits'; did you mean --list?"),
    ],
)
def test_a_mistake_is_one_sentence(capsys: Capture, arguments: list[str], sentence: str) -> None:
    assert run(["learn", *arguments]) == 2
    assert capsys.readouterr().err == f"microtui: {sentence}\n"


def test_a_mistake_in_a_file_is_told_with_its_line(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text(ONE_STEP.replace("minutes: 3", "minutes: long"))
    assert run(["learn", str(tmp_path / "mine.md")]) == 2
    assert f"{tmp_path / 'mine.md'}, line 3: " in capsys.readouterr().err
