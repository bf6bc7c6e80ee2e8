"""A lesson played in the running application, inside a test."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from application import Application

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.lesson import Lesson
from microtui.course.player.playing import Playing
from microtui.course.progress import CourseProgress
from microtui.course.progress_change import Keep, nothing_kept
from microtui.course.reading.lesson import read_lesson
from microtui.course_app import CourseApp
from microtui.screens.course.stagehand import StageOf
from microtui.screens.main_screen import MainScreen
from microtui.session.worker import Session
from microtui.widgets.course.lesson_panel import LessonPanel

FRONT = "---\ntitle: {title}\nminutes: 5\nlanguage: en\n---\n"


def lesson_of(steps: str, *, title: str = "A lesson", number: int | None = 1) -> Lesson:
    text = FRONT.format(title=title) + steps
    name = title.lower().replace(" ", "-")
    return read_lesson(text, file=f"{name}.md", name=name, number=number)


@dataclass(frozen=True)
class PlayedLesson:
    """The application, and the lesson in it."""

    app: CourseApp
    application: Application

    async def press(self, *keys: str) -> None:
        """One after the other, each when what the one before has led to is there."""
        for key in keys:
            await self.application.press(key)
            await self.until_ready()

    async def type(self, *keys: str) -> None:
        """In one go, where none of them has a stage set."""
        await self.application.press(*keys)
        await self.until_ready()

    async def until_ready(self) -> None:
        await self.until(lambda: not self.app.present.is_busy and not self.app.input.is_busy)
        await self.application.pilot.pause()

    async def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"not within {seconds} s:\n{self.screen}"
            await asyncio.sleep(0.005)

    @property
    def main(self) -> MainScreen:
        return self.application.main

    @property
    def playing(self) -> Playing:
        assert self.app.present.playing is not None
        return self.app.present.playing

    @property
    def panel(self) -> LessonPanel:
        assert self.app.present.panel is not None
        return self.app.present.panel

    @property
    def told(self) -> str:
        """All that the panel says."""
        return "" if self.panel.page is None else self.panel.page.text

    @property
    def screen(self) -> str:
        return self.application.text


@asynccontextmanager
async def playing(
    *steps: str,
    size: tuple[int, int] = (80, 24),
    progress: CourseProgress | None = None,
    keep: Keep = nothing_kept,
    lessons: Sequence[Lesson] | None = None,
    begins: bool = True,
    stage_of: StageOf = staged_run,
    notifications: bool = False,
    **options: Any,
) -> AsyncIterator[PlayedLesson]:
    """A course of lessons, of which the first has begun, or else the list of them is open."""
    if lessons is None:
        titles = ("First", "Second", "Third")
        lessons = [lesson_of(text, title=titles[i], number=i + 1) for i, text in enumerate(steps)]
    app = CourseApp(
        Session(Recording.begin(Configuration())),
        lessons,
        stage_of,
        progress or CourseProgress(),
        lessons[0] if begins else None,
        keep,
        **options,
    )
    async with app.run_test(size=size, notifications=notifications) as pilot:
        await pilot.pause()
        played = PlayedLesson(app, Application(pilot, app._main_screen))
        await played.application.until(lambda snapshot: True)
        if begins:
            await played.until(
                lambda: app.present.playing is not None and app.present.playing.current is not None
            )
        await played.until_ready()
        yield played
        await played.until_ready()
