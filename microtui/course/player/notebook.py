"""What is noted down of how far a learner is, and handed on to be kept."""

from __future__ import annotations

import time

from microtui.course.lesson import Lesson
from microtui.course.player.playing import Playing
from microtui.course.progress import CourseProgress, KeptStage, LessonProgress, fitted, progress_key
from microtui.course.progress_change import (
    CaseClosed,
    Keep,
    LessonBegunAgain,
    LessonFinished,
    ProgressChange,
    QuestionAnswered,
    StepBegun,
    StepDone,
    changed,
)


class Notebook:
    """Knows the progress as it is with all that has been noted since."""

    def __init__(self, progress: CourseProgress, keep: Keep) -> None:
        self.progress = progress
        self._keep = keep

    def of(self, lesson: Lesson) -> LessonProgress:
        return fitted(self.progress.of(progress_key(lesson)), lesson)

    def _note(self, change: ProgressChange) -> None:
        self.progress = changed(self.progress, change, time.time())
        self._keep(change)

    def begun_again(self, lesson: Lesson) -> None:
        self._note(LessonBegunAgain(progress_key(lesson)))

    def begun(self, lesson: Lesson, number: int, kept: KeptStage) -> None:
        title = lesson.steps[number].title
        self._note(StepBegun(progress_key(lesson), number, title, kept))

    def answered(self, lesson: Lesson, number: int, answer: float) -> None:
        self._note(QuestionAnswered(progress_key(lesson), number, answer))

    def finished(self, lesson: Lesson) -> None:
        self._note(LessonFinished(progress_key(lesson)))

    def closed(self, *, is_solved: bool, looks: int) -> None:
        self._note(CaseClosed(is_solved, looks))

    def went(self, old: Playing | None, new: Playing) -> None:
        """A step that is done now, and was not before, is one that was gone through."""
        step, before = new.current, None if old is None else old.current
        if step is None or step.done is None or step is before:
            return
        was_done = before is not None and before.number == step.number and before.done is not None
        if not was_done:
            self._note(StepDone(progress_key(new.lesson), step.number))
