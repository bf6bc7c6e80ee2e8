"""What teachers read before they write a lesson: the template, and the list of all figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from microtui.course.figures.table import FIGURES
from microtui.course.lesson import ChoiceQuestion, Lesson, NumberQuestion
from microtui.course.reading.lesson_files import course, lesson_file

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("## Lessons of your own")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def template() -> Lesson:
    return lesson_file(ROOT / "microtui/lessons/template.md")


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_is_listed_for_whoever_mistypes_one(name: str) -> None:
    base, _, attribute = name.partition(".")
    ways = (f"`.{attribute}`", f").{attribute}`") if attribute else (f"`{FIGURES[name].example}`",)
    assert any(way in lines_on(base) for way in ways)


def lines_on(base: str) -> str:
    """Those of the table that name it."""
    return "\n".join(line for line in SECTION.splitlines() if f"`{base}" in line)


def test_the_template_shows_each_kind_of_stage_question_and_task(template: Lesson) -> None:
    stages = {step.stage.kind for step in template.steps if step.stage}
    assert stages >= {"run", "scratchpad"}
    assert {type(step.question) for step in template.steps} >= {ChoiceQuestion, NumberQuestion}
    assert {step.task.kind for step in template.steps if step.task} == {"do", "find"}
    assert any(step.when for step in template.steps)


def test_the_template_is_no_lesson_of_the_course(template: Lesson) -> None:
    assert template.number is None
    assert template.title not in [each.title for each in course()]
