"""How far a learner is, as values of JSON and a run, and made of them again.

A file may be of any making: what does not make sense in it is refused, and never half believed.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.replay.saved_run import SavedSession
from microtui.course.progress import KeptScratchpad, KeptStage, LessonProgress, Score
from microtui.saving.course_file import CourseFileError, Record
from microtui.saving.run_file import encoded, read_from

MOST = 10**9
"""No number of steps, cases or looks comes near it."""

RUN = Path("the run kept with the lesson")
"""As it is called in sentences."""


def record_of(key: str, progress: LessonProgress, run: bytes) -> Record:
    """The run is given as bytes: most changes leave it as it is."""
    kept = progress.kept
    scratchpad = kept and kept.scratchpad
    values = {
        "key": key,
        "step": progress.step,
        "title": progress.title,
        "done": sorted(progress.done),
        "finished": progress.is_finished,
        "answers": [
            [step, answer] for step, answer in progress.answers.items() if math.isfinite(answer)
        ],
        "changed_at": progress.changed_at,
        "stage": kept
        and {
            "case": kept.case,
            "pane": kept.pane,
            "alone": kept.is_alone,
            "scratchpad": scratchpad and vars(scratchpad),
        },
    }
    return Record(values, run)


def run_bytes(kept: KeptStage | None) -> bytes:
    return encoded(kept.run) if kept is not None and kept.run is not None else b""


def key_in(values: Mapping[str, Any]) -> str:
    """Which lesson it is about; raises `CourseFileError` where nothing says so."""
    with making_sense():
        return text(values.get("key"))


def progress_in(values: Mapping[str, Any]) -> LessonProgress:
    """All but the run; raises `CourseFileError` where the values make no sense."""
    with making_sense():
        return lesson_progress(values)


def score_in(values: Mapping[str, Any]) -> Score:
    """Raises `CourseFileError` where the values make no sense."""
    with making_sense():
        return Score(*(whole(values.get(name)) for name in ("cases", "solved", "looks")))


@contextmanager
def making_sense() -> Iterator[None]:
    """Within this, what is no number, text or list where one should be is a damaged file."""
    try:
        yield
    except ValueError:
        raise CourseFileError("damaged") from None


def lesson_progress(values: Mapping[str, Any]) -> LessonProgress:
    stage = values.get("stage")
    answers = [pair(each) for each in listed(values.get("answers"))]
    return LessonProgress(
        step=whole(values.get("step")),
        title=text(values.get("title")),
        done=frozenset(map(whole, listed(values.get("done")))),
        is_finished=values.get("finished") is True,
        answers=dict(answers),
        kept=None if stage is None else stage_in(stage),
        changed_at=number(values.get("changed_at")),
    )


def stage_in(values: Any) -> KeptStage:
    if not isinstance(values, dict):
        raise ValueError("its stage is none")
    scratchpad, case, pane = values.get("scratchpad"), values.get("case"), values.get("pane")
    return KeptStage(
        scratchpad=None if scratchpad is None else scratchpad_in(scratchpad),
        case=None if case is None else text(case),
        pane=None if pane is None else text(pane),
        is_alone=values.get("alone") is True,
    )


def scratchpad_in(values: Any) -> KeptScratchpad:
    if not isinstance(values, dict):
        raise ValueError("its scratchpad is none")
    position, chosen = values.get("position"), values.get("chosen")
    return KeptScratchpad(
        lines=text(values.get("lines")),
        h=number(values.get("h")),
        learning_rate=number(values.get("learning_rate")),
        position=None if position is None else whole(position),
        overwrites=values.get("overwrites") is True,
        chosen=None if chosen is None else text(chosen),
    )


def run_in(data: bytes) -> SavedSession | None:
    """Raises `RunFileError` where the bytes are damaged."""
    return read_from(io.BytesIO(data), RUN) if data else None


def score_record(score: Score) -> Record:
    return Record(vars(score))


def whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError(f"{value!r} is no number of anything")
    return value


def number(value: Any) -> float:
    if type(value) not in (int, float) or not -math.inf < value < math.inf:
        raise ValueError(f"{value!r} is no number")
    try:
        return float(value)
    except OverflowError:
        raise ValueError("this is no number that a float can be") from None


def pair(value: Any) -> tuple[int, float]:
    """A step, and what was answered in it."""
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"{value!r} is no answer")
    return whole(value[0]), number(value[1])


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no list")
    return value
