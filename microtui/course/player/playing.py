"""A lesson under way: the step that one is at, and those before as they were told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from microtui.course.expressions.computing import value_of
from microtui.course.lesson import Lesson, Stage
from microtui.course.moment import Moment, Moments
from microtui.course.player.step_played import StepPlayed
from microtui.course.progress import LessonProgress


@dataclass(frozen=True, eq=False)
class Playing:
    """Where one is. What happens gives another one, or the same where nothing comes of it."""

    lesson: Lesson
    current: StepPlayed | None = None
    """None before the first step has begun."""
    earlier: tuple[StepPlayed, ...] = ()
    looked_back: int = 0
    """By how many steps what is shown is before the current one."""
    is_over: bool = False
    """Whether the last step is left behind."""

    @property
    def shown(self) -> StepPlayed | None:
        """What the reader looks at; None where the lesson is over, or has not begun."""
        if self.looked_back:
            return [*self.earlier, *self._last][-1 - self.looked_back]
        return None if self.is_over else self.current

    @property
    def _last(self) -> tuple[StepPlayed | None, ...]:
        """What comes behind the earlier steps: the current one; and the end, where that is here."""
        return (self.current, None) if self.is_over else (self.current,)

    @property
    def is_looking_back(self) -> bool:
        return self.looked_back > 0

    @property
    def is_under_way(self) -> bool:
        """Whether what is shown is the step that one is at, and it asks for something."""
        return (
            self.current is not None
            and not self.is_over
            and not self.is_looking_back
            and self.current.part != "told"
        )

    @property
    def may_go_on(self) -> bool:
        """Whether the next step is to begin where the reader goes on."""
        return (
            not self.is_over
            and not self.is_looking_back
            and (self.current is None or self.current.part == "told")
        )

    # -- from step to step -----------------------------------------------------------------------

    def next_number(self, moment: Moment) -> int | None:
        """That of the step that comes next as all stands now; None behind the last."""
        first = 0 if self.current is None else self.current.number + 1
        return first_that_holds(self.lesson, first, moment, self.start)

    @property
    def start(self) -> Moment | None:
        """When the stage that is there was set."""
        return None if self.current is None else self.current.start

    def begin(self, number: int, moment: Moment, start: Moment | None = None) -> Playing:
        """This step begins; `start` is the moment at which its stage was set, if one was."""
        step, last = self.lesson.steps[number], self.current
        is_behind = start is None and last is not None and last.leaves_undone
        current = StepPlayed.begin(
            number, step, moment, start or self.start or moment, is_behind_skipped=is_behind
        )
        return Playing(self.lesson, current, self._played)

    def until(self, number: int) -> Playing:
        """Before this step, with those before it as they are."""
        return Playing(
            self.lesson, None, tuple(each for each in self._played if each.number < number)
        )

    def end(self) -> Playing:
        return replace(self, is_over=True, looked_back=0)

    @property
    def _played(self) -> tuple[StepPlayed, ...]:
        return self.earlier if self.current is None else (*self.earlier, self.current)

    def on(self) -> Playing:
        """Look at what comes behind what is shown, as far as one has been."""
        return replace(self, looked_back=max(self.looked_back - 1, 0))

    def back(self) -> Playing:
        """Look at what was told before what is shown."""
        most = len(self.earlier) + self.is_over
        return replace(self, looked_back=min(self.looked_back + 1, most))

    # -- within a step ---------------------------------------------------------------------------

    def came(self, moment: Moment) -> Playing:
        return self if self.is_over else self._having(lambda step: step.came(moment))

    def answered(self, answer: float, moment: Moment) -> Playing:
        return self._having(lambda step: step.answered(answer, moment))

    def hinted(self) -> Playing:
        return self._having(lambda step: step.hinted()) if self.is_under_way else self

    def skipped(self) -> Playing:
        """What is left of the step is not to be done."""
        if not self.is_under_way:
            return self
        return self._having(lambda step: replace(step, is_skipped=True))

    def again(self, moment: Moment) -> Playing:
        """The stage is as it was when the step began that is shown: the lesson goes on there."""
        shown = self.shown or self.current
        if shown is None:
            return self
        earlier = tuple(each for each in self.earlier if each.number < shown.number)
        return Playing(self.lesson, shown.again(moment), earlier)

    def _having(self, change: Callable[[StepPlayed], StepPlayed]) -> Playing:
        if self.current is None:
            return self
        current = change(self.current)
        return self if current is self.current else replace(self, current=current)


def recalled(playing: Playing, noted: LessonProgress, moment: Moment) -> Playing:
    """With the steps that were gone through in another session before it."""
    steps = playing.lesson.steps
    earlier = tuple(
        StepPlayed.recalled(number, steps[number], moment, noted.answers.get(number))
        for number in sorted(noted.done)
        if number < min(noted.step, len(steps))
    )
    return replace(playing, earlier=earlier)


def first_that_holds(
    lesson: Lesson, first: int, moment: Moment, start: Moment | None
) -> int | None:
    """The number of the first step, from this one on, that is not to be left out now."""
    moments = Moments(now=moment, before=moment, start=start or moment)
    for number in range(first, len(lesson.steps)):
        when = lesson.steps[number].when
        if when is None or value_of(when, moments) is True:
            return number
    return None


def stage_of_step(lesson: Lesson, number: int) -> Stage | None:
    """The stage that is there in this step: the last that was set until then."""
    return lesson.steps[number_of_stage(lesson, number)].stage


def number_of_stage(lesson: Lesson, number: int) -> int:
    """Of the step that set the stage of this one; the first has one."""
    numbers = range(min(number, len(lesson.steps) - 1), 0, -1)
    return next((each for each in numbers if lesson.steps[each].stage is not None), 0)
