"""A case of the detective on the stage: what it is, and how often somebody has looked at it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from microtui.course.detective.looks import Looks
from microtui.course.lesson import ChoiceQuestion, Question
from microtui.course.moment import Moment
from microtui.course.progress import Score

FIGURE = "case"
"""What a question is about that has the case named."""


@dataclass(frozen=True, eq=False)
class OpenCase:
    """It is closed as soon as it is named, rightly or not; until then nothing tells of it."""

    key: str
    """What is wrong: one of `microtui.course.detective.cases`."""
    looks: Looks = field(default_factory=Looks)
    is_closed: bool = False

    def seen(self, moment: Moment) -> OpenCase:
        """Once this has come to the screen."""
        return self if self.is_closed else replace(self, looks=self.looks.seen(moment))

    def closed(self) -> OpenCase:
        return replace(self, is_closed=True)

    def told_in(self, moment: Moment, score: Score) -> Moment:
        """The moment, with what figures tell of the case and of those before."""
        return replace(
            moment,
            case=self.key,
            cases=score.cases,
            solved=score.solved,
            looks=self.looks.count,
        )


def names_case(question: Question | None) -> bool:
    """Whether one of its answers is right by what the case is."""
    if not isinstance(question, ChoiceQuestion):
        return False
    conditions = [each.condition for each in question.choices if each.condition is not None]
    return any(
        isinstance(node, ast.Name) and node.id == FIGURE
        for condition in conditions
        for node in ast.walk(condition.tree)
    )
