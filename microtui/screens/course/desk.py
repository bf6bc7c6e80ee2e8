"""Where a lesson is gone through: what the reader does and what the program does come together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.widget import Widget

from engine.errors import ConfigurationError
from microtui.course.lesson import Lesson
from microtui.course.player.playing import Playing, stage_of_step
from microtui.course.progress import CourseProgress, KeptStage, fitted, progress_key
from microtui.course.progress_change import (
    Keep,
    LessonBegunAgain,
    LessonFinished,
    ProgressChange,
    QuestionAnswered,
    StepBegun,
    StepDone,
    changed,
)
from microtui.screens.course.moment_seen import room_in_front
from microtui.screens.course.stagehand import Stagehand
from microtui.screens.shared_room import SharedRoom
from microtui.session.snapshot import Snapshot
from microtui.terminal.application.key_names import renamed_keys
from microtui.widgets.course.lesson_panel import LessonPanel
from microtui.words.course.lesson_page import lesson_behind, page_of

LONGEST_TURN = 0.4
"""Seconds that keys wait while a stage is set; then they act on what is there."""

FOCUS_FIRST = ".chosen, ScratchGraph"
"""What has the focus beside the panel where nothing had it yet."""


class Desk:
    """Moves a lesson on, shows it, and has it kept how far it is."""

    def __init__(
        self,
        app: App[Any],
        hand: Stagehand,
        lessons: Sequence[Lesson],
        progress: CourseProgress,
        keep: Keep,
    ) -> None:
        self._app = app
        self._hand = hand
        self.lessons = lessons
        self.progress = progress
        self._keep_change = keep
        self.playing: Playing | None = None
        self.is_folded = False
        self.is_busy = False
        """Whether a stage is being set, or a step begun."""
        self._snapshot: Snapshot | None = None
        self._kept: KeptStage | None = None
        """The stage as it was when the current step began."""
        self._focused_before: Widget | None = None

    @property
    def stage_line(self) -> str:
        """The command line that opens the stage by itself."""
        return self._hand.command

    # -- what is on the screen -------------------------------------------------------------------

    @property
    def panel(self) -> LessonPanel | None:
        """The one that the reader sees, or would see if nothing were open before it."""
        room = room_in_front(self._app.screen_stack)
        guest = None if room is None else room.guest
        return guest if isinstance(guest, LessonPanel) else None

    def furnish(self) -> None:
        """Have a panel on the screen that is there now."""
        room = room_in_front(self._app.screen_stack)
        if room is not None and room.guest is None and self.playing is not None:
            panel = LessonPanel()
            panel.is_folded = self.is_folded
            room.share_with(panel, panel.room)
        self.show()

    def show(self) -> None:
        panel = self.panel
        if panel is not None and self.playing is not None:
            page = page_of(self.playing, self.lessons, renamed_keys(self._app))
            panel.show(self.playing, page)

    def fold(self) -> None:
        """Hide the panel but for a line, or show it again."""
        self.is_folded = not self.is_folded
        for screen in self._app.screen_stack:
            if isinstance(screen, SharedRoom) and isinstance(screen.guest, LessonPanel):
                screen.guest.is_folded = self.is_folded
                screen.fit()
        if self.panel is not None and not self.is_folded:
            self.panel.call_after_refresh(self.panel.take_focus)

    def switch_focus(self) -> None:
        """Between the panel and what had the focus before it."""
        panel, room = self.panel, room_in_front(self._app.screen_stack)
        if panel is None or room is None:
            return
        if not (panel.has_focus or panel.has_focus_within):
            if not self.is_folded:
                self._focused_before = room.focused
                panel.take_focus()
            return
        before, self._focused_before = self._focused_before, None
        if before is None or before.screen is not room or not before.focusable:
            before = room.query(FOCUS_FIRST).first()
        room.set_focus(before, scroll_visible=False)

    # -- what the program does -------------------------------------------------------------------

    def came(self, snapshot: Snapshot | None = None) -> None:
        """All may stand otherwise now; a newer snapshot has come, where one is given."""
        self._snapshot = snapshot or self._snapshot
        playing = self.playing
        if playing is None or self.is_busy or self._snapshot is None:
            return
        current = playing.current
        if playing.is_over or current is None or current.part != "task":
            return
        self._take(playing.came(self._hand.seen(self._snapshot)))

    def _take(self, playing: Playing) -> None:
        """Go on from there, and show it, where it is otherwise than before."""
        old, self.playing = self.playing, playing
        if playing is old:
            return
        current, before = playing.current, None if old is None else old.current
        if current is not None and current is not before and current.done is not None:
            is_known = before is not None and before.done is not None
            if before is None or before.number != current.number or not is_known:
                self._keep(StepDone(self._key, current.number))
        self.show()

    @property
    def _key(self) -> str:
        assert self.playing is not None
        return progress_key(self.playing.lesson)

    def _keep(self, change: ProgressChange) -> None:
        self.progress = changed(self.progress, change, time.time())
        self._keep_change(change)

    # -- what the reader does --------------------------------------------------------------------

    async def turn(self, move: Coroutine[Any, Any, None]) -> None:
        """Have this done; keys behind it wait a little, for they are meant for what is there then.

        While one thing is being done, nothing else is begun.
        """
        if self.is_busy:
            move.close()
            return
        self.is_busy = True
        worker = self._app.run_worker(self._done(move), group="lesson")
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(worker.wait()), LONGEST_TURN)

    async def _done(self, move: Coroutine[Any, Any, None]) -> None:
        try:
            await move
        except ConfigurationError as error:
            self._app.notify(str(error), severity="warning", markup=False, timeout=12.0)
        finally:
            self.is_busy = False
        self.came()

    async def open(self, lesson: Lesson) -> None:
        """Where one was in it; at its beginning where it was gone through, or not begun."""
        kept = fitted(self.progress.of(progress_key(lesson)), lesson)
        is_through = kept.is_finished and kept.step == len(lesson.steps) - 1
        if kept.kept is None or is_through:
            await self.begin(lesson)
            return
        self._take(Playing(lesson))
        stage = stage_of_step(lesson, kept.step)
        start = None if stage is None else await self._hand.set(stage, lesson)
        await self._hand.put(kept.kept)
        await self._begin_step(kept.step, start_moment=start)

    async def begin(self, lesson: Lesson) -> None:
        self._take(Playing(lesson))
        self.furnish()
        self._keep(LessonBegunAgain(progress_key(lesson)))
        await self._go_to_next()

    async def on(self) -> None:
        playing = self.playing
        if playing is None:
            return
        if playing.is_looking_back:
            self._take(playing.on())
        elif playing.is_over:
            following = lesson_behind(playing.lesson, self.lessons)
            if following is not None:
                await self.open(following)
        elif playing.may_go_on:
            await self._go_to_next()

    async def _go_to_next(self) -> None:
        assert self.playing is not None
        number = self.playing.next_number(await self._hand.look())
        if number is None:
            self._keep(LessonFinished(self._key))
            self._take(self.playing.end())
        else:
            await self._begin_step(number)

    async def _begin_step(self, number: int, *, start_moment: Any = None) -> None:
        assert self.playing is not None
        step = self.playing.lesson.steps[number]
        start = start_moment
        if start is None and step.stage is not None:
            start = await self._hand.set(step.stage, self.playing.lesson)
        moment = await self._hand.look()
        self._kept = await self._hand.keep()
        self._keep(StepBegun(self._key, number, step.title, self._kept))
        self._take(self.playing.begin(number, moment, start))
        self.furnish()
        if self.panel is not None and not self.is_folded:
            self.panel.call_after_refresh(self.panel.take_focus)

    def back(self) -> None:
        if self.playing is not None:
            self._take(self.playing.back())

    async def answer(self, answer: float) -> None:
        if self.playing is not None and self.playing.current is not None:
            moment = await self._hand.look()
            self._keep(QuestionAnswered(self._key, self.playing.current.number, answer))
            self._take(self.playing.answered(answer, moment))

    def hint(self) -> None:
        if self.playing is not None:
            self._take(self.playing.hinted())

    async def skip(self) -> None:
        if self.playing is not None and self.playing.is_under_way:
            self._take(self.playing.skipped())
            await self._go_to_next()

    async def stage_back(self) -> None:
        if self.playing is not None and self._kept is not None:
            moment = await self._hand.put(self._kept)
            self.furnish()
            self._take(self.playing.again(moment))
