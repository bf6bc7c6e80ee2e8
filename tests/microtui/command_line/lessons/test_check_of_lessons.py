"""`microtui learn --check`: what goes where, and what the exit status says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from short_course import COURSE, ONE_STEP, WHERE

from microtui.command_line.cli import run
from microtui.course.lesson import Lesson
from microtui.course_check.failure import Failure, LessonCheck, Tally

Capture = pytest.CaptureFixture[str]

TALLY = Tally(steps=1)
SO = LessonCheck((), (), TALLY)


@pytest.fixture(autouse=True)
def short_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WHERE, lambda: COURSE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.md"
    path.write_text(ONE_STEP)
    return path


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[Lesson]:
    """Nothing is played: what was to be, and `found` in each."""
    lessons: list[Lesson] = []

    def checks_of(given: Sequence[Lesson], stage_of: object) -> Iterator[LessonCheck]:
        for lesson in given:
            lessons.append(lesson)
            yield SO

    monkeypatch.setattr("microtui.command_line.lessons.checking.checks_of", checks_of)
    return lessons


@pytest.mark.parametrize("arguments", [["--check"], ["--check", "all"], ["all", "--check"]])
def test_all_of_the_course_are_checked_where_none_is_named(
    checked: list[Lesson], capsys: Capture, arguments: list[str]
) -> None:
    assert run(["learn", *arguments]) == 0
    assert checked == list(COURSE)
    output = capsys.readouterr()
    assert len(output.out.splitlines()) == len(checked) + 1
    assert output.err == ""


def test_one_is_checked_by_its_number_or_its_file(checked: list[Lesson], file: Path) -> None:
    assert run(["learn", "--check", "1"]) == 0
    assert run(["learn", "--check", str(file)]) == 0
    assert [lesson.title for lesson in checked] == [COURSE[0].title, "Mine"]


def test_what_is_not_so_goes_to_stderr_and_is_the_status(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, file: Path
) -> None:
    failure, note = Failure("mine.md", 12, "it is not so"), Failure("mine.md", 9, "look here")
    found = LessonCheck((failure,), (note,), TALLY)
    monkeypatch.setattr(
        "microtui.command_line.lessons.checking.checks_of", lambda lessons, stage_of: [found]
    )
    assert run(["learn", "--check", str(file)]) == 1
    output = capsys.readouterr()
    assert output.out.partition(":")[0] == "Mine"
    assert output.out.endswith("1 thing not so.\n")
    assert output.err.splitlines() == [
        "mine.md, line 12: it is not so",
        "mine.md, line 9, a note: look here",
    ]


def test_what_is_only_worth_a_look_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    found = LessonCheck((), (Failure("mine.md", 9, "look here"),), TALLY)
    monkeypatch.setattr(
        "microtui.command_line.lessons.checking.checks_of", lambda lessons, stage_of: [found]
    )
    assert run(["learn", "--check", str(file)]) == 0


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [("--dataset xor", "--dataset xro", ", line 9: "), ("minutes: 3", "minutes: x", ", line 3: ")],
)
def test_a_mistake_in_the_file_is_told_as_any_mistake_is(
    capsys: Capture, file: Path, right: str, wrong: str, place: str
) -> None:
    file.write_text(ONE_STEP.replace(right, wrong))
    assert run(["learn", "--check", str(file)]) == 2
    output = capsys.readouterr()
    assert output.err.startswith(f"microtui: {file}{place}")
    assert output.out == ""
