"""How far a learner is in the course: all of it can be kept in files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.replay.saved_run import SavedSession
from microtui.course.lesson import Lesson


@dataclass(frozen=True, eq=False)
class KeptScratchpad:
    """The scratchpad as it stood."""

    lines: str
    h: float
    learning_rate: float
    position: int | None
    """How many steps of the walk are done; None where nobody walks."""
    overwrites: bool = False
    """Whether backward overwrites gradients instead of adding to them."""
    chosen: str | None = None
    """The name of the chosen node."""


@dataclass(frozen=True, eq=False)
class KeptStage:
    """What stood beside the lesson as a step began, to be put back."""

    run: SavedSession | None = None
    scratchpad: KeptScratchpad | None = None
    case: str | None = None
    """What is wrong with the run, where that is to be found out."""
    pane: str | None = None
    """The one chosen last."""
    is_alone: bool = False


@dataclass(frozen=True, eq=False)
class LessonProgress:
    """How far one lesson is. Steps are counted from 0."""

    step: int = 0
    """The one reached."""
    title: str = ""
    """Its title: where the file has been changed since, that tells which step it was."""
    done: frozenset[int] = frozenset()
    """The steps gone through; those skipped or left out are not among them."""
    is_finished: bool = False
    """Whether the lesson has come to its end once; begun again, it still has."""
    answers: Mapping[int, float] = field(default_factory=dict)
    """By step: the number of the choice, from 0, or the number that was typed."""
    kept: KeptStage | None = None
    """The stage as it stood when the step reached began."""
    changed_at: float = 0.0
    """When, in seconds since 1970: the lesson changed last is gone on with."""


@dataclass(frozen=True)
class Score:
    """Of the detective: cases gone through, those named rightly, and the looks all have taken."""

    cases: int = 0
    solved: int = 0
    looks: int = 0


@dataclass(frozen=True, eq=False)
class CourseProgress:
    """Of all lessons, by `progress_key`."""

    lessons: Mapping[str, LessonProgress] = field(default_factory=dict)
    score: Score = Score()

    def of(self, key: str) -> LessonProgress:
        """That of a lesson nobody has begun is a fresh one."""
        return self.lessons.get(key, LessonProgress())

    @property
    def last(self) -> str | None:
        """The key of the lesson one was in last; None where none was begun."""
        by_time = {key: each.changed_at for key, each in self.lessons.items()}
        return max(by_time, key=by_time.__getitem__, default=None)


def progress_key(lesson: Lesson) -> str:
    """The name of a lesson of the course; of one that somebody brings along, its absolute path."""
    return lesson.name if lesson.number is not None else str(Path(lesson.file).absolute())


def fitted(progress: LessonProgress, lesson: Lesson) -> LessonProgress:
    """The progress in a lesson whose file may have been changed since it was kept.

    Where the step reached is elsewhere now, it is gone on with there; where it is no more, the
    lesson begins anew.
    """
    titles = [step.title for step in lesson.steps]
    if progress.step < len(titles) and titles[progress.step] == progress.title:
        return progress
    if not progress.title or progress.title not in titles:
        return LessonProgress(is_finished=progress.is_finished, changed_at=progress.changed_at)
    step = titles.index(progress.title)
    moved = step - progress.step
    return replace(
        progress,
        step=step,
        done=frozenset(each + moved for each in progress.done if 0 <= each + moved < len(titles)),
        answers={},
    )
