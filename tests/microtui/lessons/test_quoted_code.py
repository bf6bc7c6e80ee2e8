"""Code that a lesson quotes from the program stands in the program."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

import engine

QUOTED = re.compile(
    r"^```python engine/(?P<file>\S+)\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL
)
ENGINE = Path(engine.__file__).parent


def quotations() -> list[tuple[str, str, str]]:
    """Of each its lesson, the file that it is from, and its lines."""
    lessons = sorted(Path(str(files("microtui") / "lessons")).glob("*.md"))
    return [
        (lesson.name, found["file"], found["lines"])
        for lesson in lessons
        for found in QUOTED.finditer(lesson.read_text(encoding="utf-8"))
    ]


def without_margins(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))


@pytest.mark.parametrize(("lesson", "file", "lines"), quotations())
def test_it_stands_there_line_by_line(lesson: str, file: str, lines: str) -> None:
    assert without_margins(lines) in without_margins((ENGINE / file).read_text(encoding="utf-8"))


def test_the_course_quotes_the_value() -> None:
    assert {file for _, file, _ in quotations()} == {"value.py"}
