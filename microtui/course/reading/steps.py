"""A step of a lesson: its title, its fences in their order, and the text between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from microtui.course.expressions.expression import Expression
from microtui.course.lesson import Block, Question, Stage, Step, Task
from microtui.course.reading.blocks import NOT_SHOWN, blocks_of
from microtui.course.reading.fence_names import QUESTIONS, STAGES, lines_of, name_of, settings_of
from microtui.course.reading.fences.keyed_lines import expression_of
from microtui.course.reading.fences.questions import read_question
from microtui.course.reading.fences.stages import read_stage
from microtui.course.reading.fences.tasks import read_task
from microtui.course.reading.front_matter import MOST_IN_TITLE
from microtui.course.reading.markdown import Element
from microtui.course.reading.source import Source
from microtui.course.reading.spans import spans_of

NO_STEP = {
    "#": "the title of the lesson stands in its head: a step begins with ## Its title",
    "=": "a text with a line of === below is no title here: write ## Its title",
    "-": "a text with a line of --- below is no title here: write ## Its title",
}
"""What is said of a heading, by how it is marked."""

SLOTS = ("when", "stage", "text", "question", "task", "explanation")


@dataclass
class StepSoFar:
    """What has been read of a step; each part has its place in the order."""

    source: Source
    title: str
    line: int
    reached: str = SLOTS[0]
    when: Expression | None = None
    stage: Stage | None = None
    question: Question | None = None
    task: Task | None = None
    text: list[Block] = field(default_factory=list)
    explanation: list[Block] = field(default_factory=list)

    def add(self, element: Element) -> None:
        """Raises `LessonError` where it stands in a wrong place, or is there already."""
        name = name_of(self.source, element) if element.kind == "fence" else ""
        if not name:
            self._add_text(element)
            return
        slot = slot_of(name)
        self._check_place(element, name, slot)
        self.reached = slot
        match slot:
            case "when":
                settings_of(self.source, element, {})
                self.when = expression_of(lines_of(self.source, element), "condition")
            case "stage":
                self.stage = read_stage(self.source, element)
            case "question":
                settings_of(self.source, element, {})
                self.question = read_question(self.source, element)
            case _:
                settings_of(self.source, element, {})
                self.task = read_task(self.source, element)

    def _add_text(self, element: Element) -> None:
        blocks = blocks_of(self.source, element)
        if self.question is None and self.task is None:
            self.text += blocks
            self.reached = "text"
        else:
            self.explanation += blocks

    def _check_place(self, element: Element, name: str, slot: str) -> None:
        there = getattr(self, slot)
        if there is not None:
            raise self.source.refused(
                element.line,
                f"a step has one {slot}, and ```{name} would be a second one: the first is in line "
                f"{there.line}",
            )
        if slot == "task" and self.explanation:
            raise self.source.refused(
                self.explanation[0].line,
                "text between the question and the task is never shown: write it within "
                f"```{name}, or behind it",
            )
        if SLOTS.index(slot) < SLOTS.index(self.reached):
            raise self.source.refused(
                element.line,
                f"```{name} comes too late in this step: move it above the {self.reached}",
            )

    def step(self) -> Step:
        parts = (self.stage, self.question, self.task)
        if not any(parts) and not self.text:
            raise self.source.refused(
                self.line, "this step is empty: write a text below its title, or remove it"
            )
        return Step(
            title=self.title,
            when=self.when,
            stage=self.stage,
            text=tuple(self.text),
            question=self.question,
            task=self.task,
            explanation=tuple(self.explanation),
            line=self.line,
        )


def slot_of(name: str) -> str:
    if name in STAGES:
        return "stage"
    if name in QUESTIONS:
        return "question"
    return "when" if name == "when" else "task"


def begun(source: Source, heading: Element) -> StepSoFar:
    """A step of which only the title is known."""
    token, line = heading.tokens[0], heading.line
    if token.markup != "##":
        raise source.refused(line, NO_STEP.get(token.markup, NOT_SHOWN["heading"]))
    spans = spans_of(source, heading.tokens[1], line)
    if any(span.expression is not None for span in spans):
        raise source.refused(line, "a title is always the same: write the figure into the text")
    title = "".join(span.text for span in spans).strip()
    if not title:
        raise source.refused(line, "the title of the step is missing: write it behind ##")
    if cell_len(title) > MOST_IN_TITLE:
        raise source.refused(
            line, f"the title takes {cell_len(title)} columns: {MOST_IN_TITLE} are the most"
        )
    return StepSoFar(source, title, line)


def check_stages(source: Source, steps: Sequence[Step]) -> None:
    """Whichever step is the first that is not left out, it has a stage."""
    for step in steps:
        if step.stage is None:
            what = (
                "the first step"
                if step is steps[0]
                else "where those above are left out, this step"
            )
            raise source.refused(
                step.line, f"{what} needs a stage: write ```run, ```scratchpad or ```case"
            )
        if step.when is None:
            return
