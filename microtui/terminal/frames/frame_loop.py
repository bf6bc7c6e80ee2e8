"""When the screen asks for its next snapshot, and what it writes behind each frame."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from microtui.terminal.access import bytes_written, is_shown, write_control
from microtui.terminal.frames.frame_size import FrameSize
from microtui.terminal.frames.line_speed import UNKNOWN_SPEED
from microtui.terminal.frames.pace import usual_pace
from microtui.terminal.frames.pacing import FramePacer


class FrameLoop:
    """Asks for one snapshot at a time, when the pacer lets the next frame through.

    `request` is called when it is time to ask for a snapshot, with whether to ask for it in full,
    and whether for a key; whoever gets it calls `begin_drawing` and `shown`. A frame for a key goes
    ahead of the clock.
    While training plays, every second frame does without the costly parts, the map and the plot,
    and behind a slow link so do most.
    """

    def __init__(
        self, screen: Screen[None], frames_per_second: int, request: Callable[[bool, bool], None]
    ) -> None:
        self._screen = screen
        self._request = request
        self._pacer = FramePacer(frames_per_second, pace=usual_pace())
        self._size = FrameSize()
        self._is_awaiting = False
        self._is_wanted = False
        self._is_for_key = False
        self._is_playing = False
        self._is_paused = False
        self._looks_once = False
        self._full_period = 2.0 / frames_per_second
        self._full_again = 0.0
        self._timer: Timer | None = None
        self._drawing_since = 0.0, 0.0
        self._written = self._frame_bytes = 0

    @property
    def most_cells(self) -> int:
        """That each pane may change in the next frame."""
        return self._size.cells

    @property
    def is_at_rest(self) -> bool:
        """Whether no snapshot is wanted that is not there yet."""
        return not (self._is_awaiting or self._is_wanted)

    def start(self) -> None:
        """Ask the terminal the first question, before there is anything that it could wait for."""
        self._is_paused = not is_shown(self._screen.app)
        self._ask_terminal()

    def pause(self) -> None:
        """Nobody looks: ask for nothing until `restart`."""
        self._is_paused = True

    def look_once(self) -> None:
        """Ask for one snapshot though nobody looks: something else goes by it.

        It is of now: where an earlier one is still to come, it is asked for behind that.
        """
        self._looks_once = True
        self._pacer.restart()
        self.want(for_key=True)

    def want(self, *, for_key: bool = False) -> None:
        """Have a frame drawn as soon as may be."""
        self._is_wanted = True
        self._is_for_key |= for_key
        self._go_on()

    def begin_drawing(self) -> None:
        """The snapshot asked for has come."""
        self._drawing_since = time.monotonic(), time.thread_time()

    def shown(self, *, is_playing: bool, in_full: bool) -> None:
        """The snapshot is on its way to the terminal."""
        self._is_awaiting = False
        self._is_playing = is_playing
        self._is_wanted |= is_playing or not in_full
        self._screen.call_after_refresh(self._end_frame)
        self._go_on()

    def answer(self, column: int, row: int) -> None:
        """The terminal has said where the cursor is, counted from 0: frames have arrived."""
        was_silent = self._pacer.is_silent
        if self._pacer.answer(column, row):
            if was_silent:
                self._size = FrameSize()
            self._size.arrived(self._pacer.round_trip)
        self._go_on()

    def restart(self) -> None:
        """Somebody else had the terminal meanwhile, and may have read its answers; or nobody."""
        self._is_paused = False
        self._pacer.restart()
        self.want(for_key=True)

    def _end_frame(self) -> None:
        since, processor_since = self._drawing_since
        self._pacer.drew(time.monotonic() - since, time.thread_time() - processor_since)
        before, self._written = self._written, bytes_written(self._screen.app)
        self._frame_bytes = self._written - before
        self._pacer.sent(self._frame_bytes)
        self._ask_terminal()

    def _ask_terminal(self) -> None:
        if self._is_paused or self._screen.app.is_headless:
            return
        if question := self._pacer.question():
            write_control(self._screen.app, question)

    def _go_on(self) -> None:
        if self._is_awaiting or not self._is_wanted:
            return
        if self._is_paused and not self._looks_once:
            return
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        wait = self._pacer.wait(for_key=self._is_for_key)
        if wait > 0.0:
            self._timer = self._screen.set_timer(wait, self._go_on)
            return
        self._is_awaiting = True
        if self._pacer.is_silent:
            self._size.took(self._frame_bytes / UNKNOWN_SPEED)
        self._pacer.begin()
        self._request(self._takes_full(), self._is_for_key)
        self._is_wanted = self._is_for_key = self._looks_once = False

    def _takes_full(self) -> bool:
        now = time.monotonic()
        if self._is_playing and now < self._full_again:
            return False
        self._full_again = now + max(0.75 * self._full_period, 3.0 * self._pacer.round_trip)
        return True
