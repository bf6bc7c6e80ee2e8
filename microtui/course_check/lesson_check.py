"""One lesson held against the program: read, played through, left by every key."""

from __future__ import annotations

import asyncio
from functools import cache

from engine.network.pytorch import presence
from engine.network.pytorch.presence import PyTorchMissingError
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.course.lesson import Lesson
from microtui.course.lesson_error import LessonError
from microtui.course.progress import CourseProgress
from microtui.course_app import CourseApp
from microtui.course_check.castings import castings
from microtui.course_check.failure import Failure, LessonCheck
from microtui.course_check.findings import Findings
from microtui.course_check.playing.keyboard import Keyboard, NoAnswerError
from microtui.course_check.playing.side_ways import begin_again_and_skip
from microtui.course_check.playing.walkthrough import Walkthrough
from microtui.course_check.pytorch_presence import depends_on_pytorch, without_pytorch
from microtui.screens.course.stagehand import StageOf
from microtui.session.worker import Session

SIZE = (80, 24)
"""The smallest screen that a lesson is written for."""


def check_lesson(lesson: Lesson, stage_of: StageOf) -> tuple[Failure, ...]:
    """What in it is not so."""
    return checked(lesson, stage_of).failures


def checked(lesson: Lesson, stage_of: StageOf) -> LessonCheck:
    """What in it is not so, what is worth a look, and how much was looked at."""
    findings = Findings(lesson.file)
    for step in lesson.steps:
        if step.stage is not None:
            try:
                stage_of(step.stage, lesson.file)
            except LessonError as error:
                if step.when is not None and isinstance(error.__cause__, PyTorchMissingError):
                    continue
                failure = Failure.of(error)
                findings.fail(failure.line, failure.sentence)
    if not findings.has_failures:
        for casting in castings(lesson, stage_of):
            asyncio.run(play(*casting, findings))
        if depends_on_pytorch(lesson) and presence.is_installed():
            with without_pytorch():
                asyncio.run(play(lesson, stage_of, findings))
        note_left_out(lesson, findings)
    return findings.check()


def note_left_out(lesson: Lesson, findings: Findings) -> None:
    """The steps that nobody has come to; where others have failed, they may be the reason."""
    for step in lesson.steps:
        if step.when is not None and not (findings.has_seen(step.line) or findings.has_failures):
            findings.note(step.when.line, f"{step.when.text} never holds here: this is left out")


async def play(lesson: Lesson, stage_of: StageOf, findings: Findings) -> None:
    """From its beginning, in an application of its own."""
    session = Session(Recording.begin(Configuration()))
    # A stage is set several times; made ready once, it is the same each time.
    app = CourseApp(session, [lesson], cache(stage_of), CourseProgress(), lesson)
    try:
        async with app.run_test(size=SIZE) as pilot:
            await go_through(Keyboard(app, pilot), findings)
    except NoAnswerError:
        findings.fail(line_of(app), "the program does not come to rest in this step")
    except Exception as error:
        # Whoever wrote the lesson cannot do anything about it, but whoever reads it meets it.
        what = f"{type(error).__name__}: {error}"
        findings.fail(line_of(app), f"the program fails in this step, with {what}")


async def go_through(keyboard: Keyboard, findings: Findings) -> None:
    present = keyboard.app.present
    await keyboard.until(
        lambda: present.turns.trouble or (present.playing and present.playing.current)
    )
    if present.turns.trouble:
        findings.fail(line_of(keyboard.app), present.turns.trouble)
        return
    await keyboard.rest()
    await Walkthrough(keyboard, findings).go()
    if keyboard.playing.is_over:
        await begin_again_and_skip(keyboard, findings)


def line_of(app: CourseApp) -> int:
    """Of the step that the lesson is at."""
    playing = app.present.playing
    return playing.current.step.line if playing is not None and playing.current else 1
