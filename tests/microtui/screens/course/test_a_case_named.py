"""A case in a lesson: it is named, revealed and counted, and another one is drawn."""

from __future__ import annotations

import pytest
from lesson_beside import PlayedLesson, playing

from microtui.course.detective.cases import KINDS
from microtui.course.progress import CourseProgress, Score
from microtui.course.progress_change import CaseClosed, ProgressChange
from microtui.session.snapshot import Snapshot

CHOICES = "\n".join(f'- it is {key} [[case == "{key}"]]\n  So you think.' for key in KINDS)
LESSON = f"""
## The case

```case
```

```predict
What is wrong?
hint: The numbers tell.
{CHOICES}
```

Named [[solved]] of [[cases]], with [[looks]] looks.

## What it was

It was there.
"""


async def mark(lesson: PlayedLesson, key: str) -> None:
    while lesson.panel.marked != list(KINDS).index(key):
        await lesson.press("down")


async def name(lesson: PlayedLesson, key: str) -> None:
    await mark(lesson, key)
    await lesson.press("enter")
    await lesson.until(lambda: lesson.playing.current and lesson.playing.current.part == "told")
    await lesson.application.until(lambda snapshot: not snapshot.is_case)


def case_of(lesson: PlayedLesson) -> str:
    current = lesson.playing.current
    assert current is not None
    assert current.begun.case is not None
    return current.begun.case


async def test_a_case_is_named_counted_and_revealed_and_another_one_is_drawn() -> None:
    kept: list[ProgressChange] = []
    before = CourseProgress(score=Score(cases=4, solved=2, looks=30))
    async with playing(LESSON, progress=before, keep=kept.append) as lesson:
        assert lesson.application.snapshot.is_case
        first = lesson.application.snapshot
        await lesson.press("b", "b")
        await name(lesson, case_of(lesson))
        assert "So it is." in lesson.told
        assert "Named 3 of 5, with 2 looks." in lesson.told
        assert CaseClosed(is_solved=True, looks=2) in kept

        await lesson.press("enter")
        assert "It was there." in lesson.told
        await lesson.press("enter")
        assert "Enter draws another case" in lesson.told
        await lesson.press("enter")
        await lesson.application.until(lambda snapshot: snapshot.is_case)
        assert is_another_run(first, lesson.application.snapshot)

        wrong = next(key for key in KINDS if key != case_of(lesson))
        await name(lesson, wrong)
        assert f"It is: it is {case_of(lesson)}." in lesson.told
        assert "Named 3 of 6, with 0 looks." in lesson.told


def is_another_run(one: Snapshot, other: Snapshot) -> bool:
    return one.configuration.seed != other.configuration.seed and other.updates == 0


@pytest.mark.thorough
async def test_a_case_that_is_skipped_is_revealed_and_does_not_count() -> None:
    kept: list[ProgressChange] = []
    async with playing(LESSON, keep=kept.append) as lesson:
        await mark(lesson, "zero_grad")
        await lesson.press("f2")
        await lesson.until(lambda: "Hint: The numbers tell." in lesson.screen)
        await lesson.press("f4")
        await lesson.application.until(lambda snapshot: not snapshot.is_case)
        assert "It was there." in lesson.told
        assert not any(isinstance(each, CaseClosed) for each in kept)


@pytest.mark.thorough
async def test_the_stage_put_back_is_the_same_case_and_is_not_hidden_again_once_it_is_named() -> (
    None
):
    async with playing(LESSON) as lesson:
        seed, key = lesson.application.snapshot.configuration.seed, case_of(lesson)
        await lesson.press("b", "f3")
        await lesson.application.until(lambda snapshot: snapshot.updates == 0)
        assert lesson.application.snapshot.is_case
        assert (lesson.application.snapshot.configuration.seed, case_of(lesson)) == (seed, key)
        await name(lesson, key)
        await lesson.press("b", "f3")
        await lesson.application.until(lambda snapshot: snapshot.updates == 0)
        assert not lesson.application.snapshot.is_case


@pytest.mark.thorough
async def test_a_case_is_taken_up_again_as_hidden_as_it_was() -> None:
    async with playing(LESSON) as lesson:
        progress, seed = lesson.app.present.notebook.progress, lesson.application.snapshot
        key = case_of(lesson)
    async with playing(LESSON, progress=progress) as lesson:
        assert lesson.application.snapshot.is_case
        assert lesson.application.snapshot.configuration == seed.configuration
        await name(lesson, key)
        assert "Named 1 of 1" in lesson.told
        await lesson.press("enter")
        progress = lesson.app.present.notebook.progress
    async with playing(LESSON, progress=progress) as lesson:
        assert "It was there." in lesson.told
        assert not lesson.application.snapshot.is_case
