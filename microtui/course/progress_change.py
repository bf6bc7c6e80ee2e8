"""What changes how far a learner is in the course.

A change is told, not a state: where two programs are in the course, neither wipes out what the
other one has done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from microtui.course.progress import CourseProgress, KeptStage, LessonProgress, Score


@dataclass(frozen=True, eq=False)
class StepBegun:
    """A step has begun, with this stage beside it."""

    key: str
    step: int
    title: str
    kept: KeptStage


@dataclass(frozen=True)
class QuestionAnswered:
    """With the number of a choice, from 0, or with a number that was typed."""

    key: str
    step: int
    answer: float


@dataclass(frozen=True)
class StepDone:
    """Its question is answered and its task is done."""

    key: str
    step: int


@dataclass(frozen=True)
class LessonFinished:
    """The last step has been left forwards; opened again, it begins with the first."""

    key: str


@dataclass(frozen=True)
class LessonBegunAgain:
    """Nothing of it is done any more; that it was finished once stays."""

    key: str


@dataclass(frozen=True)
class CaseClosed:
    """The detective has named what is wrong, rightly or not."""

    is_solved: bool
    looks: int


LessonChange = StepBegun | QuestionAnswered | StepDone | LessonFinished | LessonBegunAgain
ProgressChange = LessonChange | CaseClosed

Keep = Callable[[ProgressChange], None]
"""Has a change kept; never waits for a disk."""


def nothing_kept(change: ProgressChange) -> None:
    """For whoever wants nothing kept."""


def changed(progress: CourseProgress, change: ProgressChange, at: float) -> CourseProgress:
    """The progress after this change, made at this time."""
    if isinstance(change, CaseClosed):
        return replace(progress, score=changed_score(progress.score, change))
    lesson = changed_lesson(progress.of(change.key), change, at)
    return replace(progress, lessons={**progress.lessons, change.key: lesson})


def changed_score(score: Score, change: CaseClosed) -> Score:
    return Score(score.cases + 1, score.solved + change.is_solved, score.looks + change.looks)


def changed_lesson(old: LessonProgress, change: LessonChange, at: float) -> LessonProgress:
    match change:
        case StepBegun(_, step, title, kept):
            new = replace(old, step=step, title=title, kept=kept)
        case QuestionAnswered(_, step, answer):
            new = replace(old, answers={**old.answers, step: answer})
        case StepDone(_, step):
            new = replace(old, done=old.done | {step})
        case LessonFinished():
            new = replace(old, is_finished=True, step=0, title="", kept=None)
        case LessonBegunAgain():
            new = LessonProgress(is_finished=old.is_finished)
    return replace(new, changed_at=at)
