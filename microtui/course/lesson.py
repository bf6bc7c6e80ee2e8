"""A lesson as it was read from its file: nothing of it has been played yet.

Lines are those of the file, from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from microtui.course.expressions.expression import Expression

SpanKind = Literal["plain", "code", "strong", "emphasis", "figure", "claim"]


@dataclass(frozen=True)
class Span:
    """A stretch of text that is shown in one way."""

    kind: SpanKind
    text: str
    """As it is shown; of a figure and of a claim, as it was written."""
    expression: Expression | None = None
    """Of a figure, what is shown in its place; of a claim, what holds where this text is shown."""


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list, or lines of code, which are shown as they are."""

    kind: Literal["paragraph", "item", "code"]
    spans: tuple[Span, ...]
    line: int


Text = tuple[Block, ...]


@dataclass(frozen=True)
class Stage:
    """What stands beside the lesson: a run, lines in the scratchpad, or a case to be solved."""

    kind: Literal["run", "scratchpad", "case"]
    line: int
    options: tuple[str, ...] = ()
    """Of a run: what one would type behind `microtui`."""
    epoch: int = 0
    """Of a run: how far it has come already."""
    pane: str | None = None
    """Of a run: which pane is shown; None leaves that as it is."""
    lines: str = ""
    """Of the scratchpad."""
    walk: Literal["done", "forward", "start"] = "done"
    """Of the scratchpad: how much of its graph is computed. At the end of "forward" there are no
    gradients yet, at the "start" of the walk nothing is."""
    chosen: str | None = None
    """Of the scratchpad: the name of the node that is chosen; None leaves that to the graph."""


@dataclass(frozen=True)
class Choice:
    """One of several answers; it is right where its condition holds once the task is done."""

    text: tuple[Span, ...]
    condition: Expression | None
    """None where none of the others holds."""
    answer: Text
    """What whoever chose it is told."""
    line: int


@dataclass(frozen=True)
class ChoiceQuestion:
    """What will happen, to be chosen from several."""

    text: Text
    choices: tuple[Choice, ...]
    hint: Text
    line: int


@dataclass(frozen=True)
class NumberQuestion:
    """What a number is or will be, to be typed."""

    text: Text
    value: Expression
    within: float
    """How far from it one may be; a share of it where it `is_share`."""
    is_share: bool
    near: Text
    """What whoever came so near is told, and who did not."""
    far: Text
    hint: Text
    line: int


Question = ChoiceQuestion | NumberQuestion


@dataclass(frozen=True)
class Task:
    """Something to be done on the stage, or to be found there."""

    kind: Literal["do", "find"]
    text: Text
    until: Expression
    hint: Text
    """A nudge: where to look."""
    way: tuple[str, ...]
    """The keys that do it, one after the other, as they are called on the screen; `"text"` is
    typed letter by letter."""
    line: int


@dataclass(frozen=True)
class Step:
    """First its text, then the question, then the task; what is told then, and on it goes."""

    title: str
    when: Expression | None
    """Where this does not hold as the step begins, it is left out."""
    stage: Stage | None
    """What is set up as it begins; None leaves the stage as it is."""
    text: Text
    question: Question | None
    task: Task | None
    explanation: Text
    line: int


@dataclass(frozen=True)
class Lesson:
    """A file of steps."""

    file: str
    """As it is named in messages."""
    name: str
    """`forgotten-zero-grad`: that of the file, without number and ending."""
    number: int | None
    """In the course; None for one that somebody brings along."""
    title: str
    minutes: int
    language: str
    """`en`: what the text is written in."""
    steps: tuple[Step, ...]
    """At least one; the first has a stage."""
