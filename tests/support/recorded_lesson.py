"""A lesson played once, with all moments that what it says is read from."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from textual.pilot import Pilot

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.lesson import Lesson
from microtui.course.moment import Moment
from microtui.course.player.step_played import StepPlayed
from microtui.course.progress import CourseProgress
from microtui.course_app import CourseApp
from microtui.course_check.castings import castings
from microtui.course_check.failure import LessonCheck
from microtui.course_check.findings import Findings
from microtui.course_check.lesson_check import SIZE
from microtui.course_check.playing.keyboard import Keyboard
from microtui.course_check.playing.walkthrough import Walkthrough
from microtui.screens.course.stagehand import StageOf
from microtui.session.worker import Session


@dataclass(frozen=True)
class RecordedStep:
    """As it was in the end."""

    played: StepPlayed
    on_the_way: tuple[Moment, ...]
    """How all stood behind each key since its stage was put back."""


class RecordingKeyboard(Keyboard):
    """Notes how all stands behind each key."""

    def __init__(self, app: CourseApp, pilot: Pilot[None]) -> None:
        super().__init__(app, pilot)
        self._moments: dict[int, list[Moment]] = {}

    async def press(self, *keys: str) -> None:
        for key in keys:
            await super().press(key)
            if key == "f3":
                self._moments[self.step.number] = []
            elif not self.playing.is_over and self.step.number in self._moments:
                self._moments[self.step.number].append(self.now)

    def since_put_back(self, number: int) -> tuple[Moment, ...]:
        return tuple(self._moments.get(number, ()))


def recorded(lesson: Lesson) -> tuple[list[RecordedStep], LessonCheck]:
    """Its steps that were come to, with each thing that a case in it may be, and what was found."""
    findings = Findings(lesson.file)
    steps: list[RecordedStep] = []
    for casting in castings(lesson, staged_run):
        steps += asyncio.run(play(*casting, findings))
    return steps, findings.check()


async def play(lesson: Lesson, stage_of: StageOf, findings: Findings) -> list[RecordedStep]:
    session = Session(Recording.begin(Configuration()))
    app = CourseApp(session, [lesson], stage_of, CourseProgress(), lesson)
    async with app.run_test(size=SIZE) as pilot:
        keyboard = RecordingKeyboard(app, pilot)
        await keyboard.until(lambda: app.present.playing and app.present.playing.current)
        await keyboard.rest()
        await Walkthrough(keyboard, findings).go()
        steps = [*keyboard.playing.earlier, keyboard.step]
        return [RecordedStep(each, keyboard.since_put_back(each.number)) for each in steps]
