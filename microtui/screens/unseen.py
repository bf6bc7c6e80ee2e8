"""What becomes of a run that nobody sees: nothing of it is drawn, and soon it waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from microtui.session.commands import Pause
from microtui.terminal.application.steady_app import SteadyApp
from microtui.terminal.frames.frame_loop import FrameLoop

if TYPE_CHECKING:
    from microtui.screens.main_screen import MainScreen

PATIENCE = 60.0
"""Seconds that a run plays on without anybody who sees it."""


class Unseen:
    """Told by the application when a page is closed, and when one is there again."""

    def __init__(self, screen: MainScreen, frames: FrameLoop) -> None:
        self._screen = screen
        self._frames = frames
        self._timer: Timer | None = None
        self._paused_at: int | None = None
        """The epoch in which the run was paused, until somebody has been told."""

    def begin(self) -> None:
        """Hear of it from now on."""
        app = self._screen.app
        app.app_resume_signal.subscribe(self._screen, lambda _: self._seen())
        if isinstance(app, SteadyApp):
            app.page_left_signal.subscribe(self._screen, lambda _: self._left())

    def _left(self) -> None:
        self._frames.pause()
        self._stop_waiting()
        self._timer = self._screen.set_timer(PATIENCE, self._pause)

    async def _pause(self) -> None:
        self._timer = None
        snapshot = await self._screen.present()
        if snapshot is not None and snapshot.progress.playing:
            self._screen.carry_out(Pause())
            self._paused_at = snapshot.epoch

    def _seen(self) -> None:
        self._stop_waiting()
        self._frames.restart()
        if self._paused_at is not None:
            self._screen.say(
                f"Nobody was looking for a minute, so the run waits since epoch {self._paused_at}: "
                "space plays on."
            )
            self._paused_at = None

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
