"""What a shell is offered behind `microtui learn`."""

from __future__ import annotations

import pytest
from short_course import COURSE, WHERE

from microtui.command_line.cli import run


@pytest.fixture(autouse=True)
def short_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WHERE, lambda: COURSE)


def offered(
    line: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> list[list[str]]:
    """Kind, text and explanation of each."""
    monkeypatch.setenv("_MICROTUI_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_LINE", f"microtui learn {line}")
    assert run([]) == 0
    return [answer.split("\t") for answer in capfd.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("forg", [["plain", "forgotten-zero-grad", "The forgotten zero_grad"]]),
        ("9", [["plain", "9", "The forgotten zero_grad"]]),
        ("--check forg", [["plain", "forgotten-zero-grad", "The forgotten zero_grad"]]),
        ("--check al", [["plain", "all", "the whole course"]]),
        ("al", [["file", ".md", ""]]),
        ("./my", [["file", ".md", ""]]),
        ("--lis", [["plain", "--list", "List the lessons, with what is done of each."]]),
    ],
)
def test_a_lesson_is_offered_by_its_name_its_number_or_its_file(
    line: str,
    answers: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert offered(line, monkeypatch, capfd) == answers


def test_all_names_are_offered_where_nothing_is_typed_in_the_order_of_the_course(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    names = [text for _, text, _ in offered("", monkeypatch, capfd)]
    assert names == [lesson.name for lesson in COURSE]
