"""How far a learner is: read from the files it is kept in, and a change of it written there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from microtui.course.kept_progress import (
    key_in,
    progress_in,
    record_of,
    run_bytes,
    run_in,
    score_in,
    score_record,
)
from microtui.course.progress import CourseProgress, LessonProgress, Score
from microtui.course.progress_change import (
    CaseClosed,
    LessonChange,
    ProgressChange,
    changed_lesson,
    changed_score,
)
from microtui.saving.course_file import (
    LOCK,
    CourseFileError,
    Record,
    file_of,
    lesson_files,
    put_aside,
    read_record,
    revise,
)
from microtui.saving.file_lock import held_alone
from microtui.saving.run_header import RunFileError
from microtui.terminal.served import told_path

SCORE = "detective.score"
"""The file that the detective's score is kept in."""


@dataclass(frozen=True, eq=False)
class FoundProgress:
    """All that is kept, and sentences on what of it is of no use."""

    progress: CourseProgress
    remarks: tuple[str, ...]


def read_progress(directory: Path) -> FoundProgress:
    """What makes no sense is put aside."""
    if not directory.is_dir():
        return FoundProgress(CourseProgress(), ())
    # Else another program might make good what is put aside here for what it was before.
    with held_alone(directory / LOCK):
        return found_in(directory)


def found_in(directory: Path) -> FoundProgress:
    lessons: dict[str, LessonProgress] = {}
    score = Score()
    remarks: list[str] = []
    for path in (*lesson_files(directory), directory / SCORE):
        try:
            record = read_record(path)
            if path.name == SCORE:
                score = score_in(record.values)
            else:
                progress, remark = with_run(progress_in(record.values), record)
                lessons[key_in(record.values)] = progress
                remarks += remark
        except FileNotFoundError:
            continue
        except CourseFileError as error:
            remarks.append(put_aside(path, error))
        except OSError as error:
            remarks.append(f"{told_path(path)} cannot be read: {error.strerror}.")
    return FoundProgress(CourseProgress(lessons, score), tuple(remarks))


def with_run(progress: LessonProgress, record: Record) -> tuple[LessonProgress, list[str]]:
    """With the run that is kept with it; where that is damaged, with no stage and a sentence."""
    if progress.kept is None:
        return progress, []
    try:
        return replace(progress, kept=replace(progress.kept, run=run_in(record.run))), []
    except RunFileError as error:
        remark = f"{error}. Its step begins with the stage that the lesson gives it."
        return replace(progress, kept=None), [remark]


def write_change(directory: Path, change: ProgressChange, at: float) -> str | None:
    """Gives a sentence where what was kept before made no sense.

    Raises OSError where nothing can be written; what was kept is still kept then.
    """
    if isinstance(change, CaseClosed):
        return revise(directory / SCORE, lambda old: with_case(old, change))
    return revise(file_of(change.key, directory), lambda old: with_change(old, change, at))


def with_case(old: Record | None, change: CaseClosed) -> Record:
    score = Score() if old is None else score_in(old.values)
    return score_record(changed_score(score, change))


def with_change(old: Record | None, change: LessonChange, at: float) -> Record:
    """The run that is kept is not even read where it stays."""
    before = LessonProgress() if old is None else progress_in(old.values)
    after = changed_lesson(before, change, at)
    stays = old is not None and after.kept is before.kept is not None
    return record_of(change.key, after, old.run if old and stays else run_bytes(after.kept))
