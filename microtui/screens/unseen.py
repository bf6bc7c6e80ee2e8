"""What becomes of a run that nobody sees: nothing of it is drawn, and soon it waits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.screen import Screen
from textual.timer import Timer

from microtui.session.commands import Command, Pause
from microtui.session.snapshot import Snapshot
from microtui.terminal.access import is_shown
from microtui.terminal.application.steady_app import SteadyApp
from microtui.terminal.frames.frame_loop import FrameLoop

PATIENCE = 60.0
"""Seconds that a run plays on without anybody who sees it."""

LOOKING_PERIOD = 5.0
"""Seconds after which the class is told, until then, how a run stands that nobody sees."""

READING_TIME = 12.0
"""Seconds."""


class Unseen:
    """Told by the application when a page is closed, and when one is there again.

    `present` gives how things are, `carry_out` has the session do something.
    """

    def __init__(
        self,
        screen: Screen[None],
        frames: FrameLoop,
        present: Callable[[], Awaitable[Snapshot | None]],
        carry_out: Callable[[Command], None],
    ) -> None:
        self._screen = screen
        self._frames = frames
        self._present = present
        self._carry_out = carry_out
        self._timer: Timer | None = None
        self._looks: Timer | None = None
        self._paused_at: int | None = None
        """The epoch in which the run was paused, until somebody has been told."""

    def begin(self) -> None:
        """Hear of it from now on."""
        app = self._screen.app
        app.app_resume_signal.subscribe(self._screen, lambda _: self._seen())
        if isinstance(app, SteadyApp):
            app.page_left_signal.subscribe(self._screen, lambda _: self._left())
        if not is_shown(app):
            # The page may have been closed before, and whether one will come nobody knows.
            self._left()

    def _left(self) -> None:
        self._frames.pause()
        self._stop_waiting()
        self._timer = self._screen.set_timer(PATIENCE, self._pause)
        # What is seen of it goes by each snapshot to whoever serves the program, undrawn.
        self._looks = self._screen.set_interval(LOOKING_PERIOD, self._frames.look_once)

    async def _pause(self) -> None:
        self._stop_waiting()
        snapshot = await self._present()
        if is_shown(self._screen.app):
            # They have come back just now.
            return
        if snapshot is not None and snapshot.progress.playing:
            self._carry_out(Pause())
            self._paused_at = snapshot.epoch
            # The class is told by it that the run does not play any more.
            self._frames.look_once()

    def _seen(self) -> None:
        self._stop_waiting()
        self._frames.restart()
        if self._paused_at is not None:
            self._screen.notify(
                f"Nobody was looking for a minute: the run was paused in epoch {self._paused_at}. "
                "Press space to play on.",
                markup=False,
                timeout=READING_TIME,
            )
            self._paused_at = None

    def _stop_waiting(self) -> None:
        for timer in (self._timer, self._looks):
            if timer is not None:
                timer.stop()
        self._timer = self._looks = None
