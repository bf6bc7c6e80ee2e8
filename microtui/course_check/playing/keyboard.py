"""Keys pressed in a lesson that is played for a check, each once all before have been answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from textual import events
from textual.pilot import Pilot

from microtui.course.moment import Moment
from microtui.course.player.playing import Playing
from microtui.course.player.step_played import StepPlayed
from microtui.course_app import CourseApp
from microtui.screens.course.moment_seen import moment_seen
from microtui.screens.main_screen import MainScreen
from microtui.screens.shared_room import SharedRoom
from microtui.terminal.application.key_names import key_named
from microtui.widgets.course.lesson_panel import LessonPanel
from microtui.widgets.course.lesson_text import LessonText

PATIENCE = 60.0
"""Seconds that an answer may take on the slowest machine; where it takes them, none will come."""

GLANCE, LONG_GLANCE = 0.002, 0.1
"""Seconds until it is asked again whether something has happened, or whether the program still
runs."""

Answer = TypeVar("Answer")

LINES = {"enter": "\r", "tab": "\t", "space": " "}


class NoAnswerError(Exception):
    """The program does not come to rest: what it was asked for is never done."""


class Keyboard:
    """Where whoever plays the lesson sits."""

    def __init__(self, app: CourseApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """By Textual's names; letters and signs as they are."""
        for key in keys:
            self.app.post_message(key_event(key))
            await asyncio.sleep(0)
            await self._until_acted()
            await self._until_shown()

    async def until(self, condition: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end or not self.app.is_running:
                raise NoAnswerError
            await asyncio.sleep(GLANCE)

    async def rest(self) -> None:
        """Until nothing is under way."""
        await self._until_acted()
        await self._until_shown()

    async def _until_acted(self) -> None:
        """Until each key has done what it does, and what a stage takes is set."""

        def is_at_rest() -> bool:
            if self.app.input.is_busy:
                self.app.input.ask()
                return False
            return not self.app.present.is_busy

        await self.until(is_at_rest)

    async def _until_shown(self) -> None:
        """Until the screen has been told of all that the keys have led to in the run."""
        if await self._answer(self.main.present(seconds=PATIENCE)) is None:
            raise NoAnswerError
        await self.until(lambda: self.main.is_up_to_date or self.is_playing)
        await self._until_heard()

    async def _until_heard(self) -> None:
        """Until what the main screen was told, and the widget that has the keys, has come up to the
        application."""
        for source in (self.app.focused or self.main, self.main):
            heard = asyncio.Event()
            step: Callable[[], object] = heard.set
            for node in reversed(list(source.ancestors_with_self)):
                step = partial(node.call_later, step)
            step()
            await self._answer(heard.wait())

    async def _answer(self, asked: Coroutine[Any, Any, Answer]) -> Answer:
        """What is waited for, unless the program ends before it comes."""
        task = asyncio.create_task(asked)
        end = time.monotonic() + PATIENCE
        while not (await asyncio.wait([task], timeout=LONG_GLANCE))[0]:
            if time.monotonic() > end or not self.app.is_running:
                task.cancel()
                raise NoAnswerError
        return task.result()

    async def to_the_panel(self) -> None:
        """Close what is open in front of it, and have it take the keys."""
        for _ in range(len(self.app.screen_stack)):
            if isinstance(self.app.screen, SharedRoom):
                break
            await self.press("escape")
        panel = self.panel
        if not (panel.has_focus or panel.has_focus_within):
            await self.press("tab")

    async def until_done_or_paused(self) -> None:
        """Where the run plays by itself, until it has led to what was to be reached."""
        with suppress(NoAnswerError):
            await self.until(lambda: self.step.done is not None or not self.is_playing)

    @property
    def playing(self) -> Playing:
        if self.app.present.playing is None:
            raise NoAnswerError
        return self.app.present.playing

    @property
    def step(self) -> StepPlayed:
        """The one that the lesson is at."""
        if self.playing.current is None:
            raise NoAnswerError
        return self.playing.current

    @property
    def now(self) -> Moment:
        """How all stands on the screen."""
        if self.main.snapshot is None:
            raise NoAnswerError
        case = self.step.begun.case
        return moment_seen(self.app.screen_stack, self.main, self.main.snapshot, case)

    @property
    def is_playing(self) -> bool:
        return self.main.snapshot is not None and self.main.snapshot.progress.playing

    @property
    def told(self) -> str:
        """All that the panel says."""
        return "" if self.panel.page is None else self.panel.page.text

    @property
    def new_lines(self) -> int:
        """How many lines of the panel's text have not been there before."""
        text = self.panel.query_one(LessonText)
        return len(text.lines.lines) - text.place_of_news

    @property
    def room(self) -> int:
        """How many lines of it are in view."""
        return self.panel.query_one("#lesson-body").scrollable_content_region.height

    @property
    def main(self) -> MainScreen:
        return next(each for each in self.app.screen_stack if isinstance(each, MainScreen))

    @property
    def panel(self) -> LessonPanel:
        if self.app.present.panel is None:
            raise NoAnswerError
        return self.app.present.panel


def key_event(key: str) -> events.Key:
    """What a terminal sends for it."""
    character = key if len(key) == 1 else LINES.get(key)
    return events.Key((key_named(key) if len(key) == 1 else None) or key, character)
