"""One step as it is played: first its question, then its task, then what is told of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from microtui.course.expressions.computing import value_of
from microtui.course.lesson import ChoiceQuestion, NumberQuestion, Step, Text
from microtui.course.moment import Moment, Moments

Part = Literal["question", "task", "told"]


@dataclass(frozen=True, eq=False)
class StepPlayed:
    """How far a step is. What it tells is read from moments that stay as they were."""

    number: int
    """In its lesson, from 0."""
    step: Step
    start: Moment
    """When the stage was set."""
    begun: Moment
    before: Moment
    """When the question was answered; until then, and where there is none, when it began."""
    answer: float | None = None
    """The number of the choice, from 0, or the number that was typed; None before that."""
    done: Moment | None = None
    """When question and task were done; None before that."""
    hints: int = 0
    """How many have been given, for what is asked now."""
    is_skipped: bool = False
    is_recalled: bool = False
    """Whether the moments at which it was told are gone, and with them all its figures."""
    is_behind_skipped: bool = False
    """Whether the stage is as a step has left it that was not done."""

    @classmethod
    def begin(
        cls,
        number: int,
        step: Step,
        moment: Moment,
        start: Moment,
        *,
        is_behind_skipped: bool = False,
    ) -> StepPlayed:
        begun = cls(number, step, start, moment, moment, is_behind_skipped=is_behind_skipped)
        return begun.came(moment)

    @classmethod
    def recalled(cls, number: int, step: Step, moment: Moment, answer: float | None) -> StepPlayed:
        """One that was gone through in another session."""
        return cls(
            number, step, moment, moment, moment, answer=answer, done=moment, is_recalled=True
        )

    @property
    def leaves_undone(self) -> bool:
        """Whether what was to be done was not, here or before."""
        has_skipped_task = self.is_skipped and self.step.task is not None
        return has_skipped_task or self.is_behind_skipped

    @property
    def part(self) -> Part:
        """What the reader is to do now; `told` where that is to read, and to go on."""
        if self.step.question is not None and self.answer is None and not self.is_recalled:
            return "question"
        return "task" if self.done is None else "told"

    # -- what figures are read from --------------------------------------------------------------

    @property
    def asking(self) -> Moments:
        """For text and question."""
        return Moments(now=self.begun, before=self.begun, start=self.start)

    @property
    def doing(self) -> Moments:
        """For the task."""
        return self.moments_at(self.before)

    @property
    def telling(self) -> Moments:
        """For answers and explanation, once all is done."""
        return self.moments_at(self.done or self.before)

    def moments_at(self, now: Moment) -> Moments:
        typed = self.answer if isinstance(self.step.question, NumberQuestion) else None
        return Moments(now=now, before=self.before, start=self.start, answer=typed)

    # -- what happens ----------------------------------------------------------------------------

    def came(self, moment: Moment) -> StepPlayed:
        """All stands so now: it is done where that is what was to be reached."""
        task = self.step.task
        if self.part != "task":
            return self
        if task is not None and value_of(task.until, self.moments_at(moment)) is not True:
            return self
        return replace(self, done=moment, hints=0)

    def answered(self, answer: float, moment: Moment) -> StepPlayed:
        if self.part != "question":
            return self
        return replace(self, answer=answer, before=moment, hints=0).came(moment)

    def hinted(self) -> StepPlayed:
        """One more; where there is none, that is said."""
        return replace(self, hints=min(self.hints + 1, max(self.most_hints, 1)))

    def again(self, moment: Moment) -> StepPlayed:
        """The stage is as it was when the step began: what was answered stays so."""
        again = replace(
            self, before=moment, done=None, hints=0, is_skipped=False, is_recalled=False
        )
        return again.came(moment)

    # -- hints -----------------------------------------------------------------------------------

    @property
    def nudge(self) -> Text:
        """What is said first to whoever asks for a hint; empty where the lesson says nothing."""
        if self.part == "question" and self.step.question is not None:
            return self.step.question.hint
        if self.part == "task" and self.step.task is not None:
            return self.step.task.hint
        return ()

    @property
    def tells_all(self) -> bool:
        """Whether there is a second hint: the way, or the value of a number that is known now."""
        if self.part == "question":
            return isinstance(self.step.question, NumberQuestion) and self.step.task is None
        return self.part == "task" and self.step.task is not None and bool(self.step.task.way)

    @property
    def most_hints(self) -> int:
        return bool(self.nudge) + self.tells_all

    @property
    def has_told_all(self) -> bool:
        """Whether the last hint that was given is the second one."""
        return self.tells_all and self.hints >= self.most_hints

    @property
    def value(self) -> float | None:
        """Of the number that is asked for, a count as one; None where there is none now."""
        if not isinstance(self.step.question, NumberQuestion):
            return None
        value = value_of(self.step.question.value, self.telling)
        return value if isinstance(value, (int, float)) else None

    # -- answers ---------------------------------------------------------------------------------

    @property
    def right_choice(self) -> int | None:
        """The number of the one whose condition holds; else of the one that has none."""
        if not isinstance(self.step.question, ChoiceQuestion):
            return None
        choices = self.step.question.choices
        for number, choice in enumerate(choices):
            if choice.condition is not None and value_of(choice.condition, self.telling) is True:
                return number
        others = (number for number, each in enumerate(choices) if each.condition is None)
        return next(others, None)

    @property
    def is_near(self) -> bool:
        """Whether the number that was typed is as near to the value as was asked for."""
        question, value = self.step.question, self.value
        if not isinstance(question, NumberQuestion) or value is None or self.answer is None:
            return False
        room = question.within * (abs(value) if question.is_share else 1.0)
        # What is typed as 0.3 is to be within 0.1 of 0.2, whatever the last bit says.
        return abs(self.answer - value) <= room * (1.0 + 1e-9) + 1e-12 * abs(value)
