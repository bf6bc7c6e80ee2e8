"""Stands between the probe, which sees what the loop does, and whoever looks on from outside."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from microtui.watch.news import Unwatched
from microtui.watch.reading import Stop
from microtui.watch.script.channel import Channel
from microtui.watch.script.pace import Pace

if TYPE_CHECKING:
    from microtui.watch.probe.probe import Probe

BETWEEN_LOOKS = 0.01
"""Seconds in which nobody notices that a command has not been taken yet."""
FIRST_PERIOD = 0.05
"""Between the first readings: a script may be over, and no last word come from it, before long."""
ON_SCREEN_PERIOD = 0.1
PERIOD = 1.0
MOST_OF_THE_TIME = 0.02
"""That making readings may take."""
LAST_SECONDS = 2.0
"""That the end of the script waits at most for its last reading to be taken."""


class Onlooker:
    """Takes what is asked where the loop passes, has it wait there, and tells how it goes.

    The script never fails by what goes wrong here: then it runs on unwatched.
    """

    def __init__(self, descriptor: int, *, is_on_screen: bool, is_paused: bool) -> None:
        self._channel = Channel(descriptor)
        self._pace = Pace(is_paused=is_paused)
        self._most_period = ON_SCREEN_PERIOD if is_on_screen else PERIOD
        self._period = FIRST_PERIOD
        self._next_look = 0.0
        self._next_reading = 0.0
        self._probe: Probe | None = None
        # Of several threads that train, one is looked at at a time.
        self._lock = threading.Lock()

    def begin(self, script_folder: str) -> None:
        """PyTorch has just been imported."""
        try:
            from microtui.watch.probe.probe import Probe

            self._probe = Probe(self._reached, script_folder)
            self._probe.install()
            self._tell(self._probe, None)
            self._next_reading = 0.0
        except Exception as error:
            self._give_up(error)

    def end(self, raised: str | None) -> None:
        """The script is over; by what this text says, if any."""
        end = time.monotonic() + LAST_SECONDS
        if self._probe is not None and self._channel.is_open:
            try:
                last = self._probe.reading(self._pace.opened, is_over=True)
                self._channel.finish(end)
                self._channel.tell(last)
            except Exception as error:
                self._give_up(error)
        if raised is not None:
            self._channel.finish(end)
            self._channel.tell(raised)
        self._channel.finish(end)

    def _reached(self, stop: Stop) -> None:
        """The loop has just done this: where each backward and each step passes, in its thread."""
        now = time.monotonic()
        if now < self._next_look and self._pace.runs:
            return
        if self._probe is None or not self._lock.acquire(blocking=False):
            return
        try:
            self._look(self._probe, stop, now)
        except Exception as error:
            self._give_up(error)
        finally:
            self._lock.release()

    def _look(self, probe: Probe, stop: Stop, now: float) -> None:
        self._next_look = now + BETWEEN_LOOKS
        for command in self._channel.commands():
            if command.wish == "open":
                self._next_reading = now
            self._pace.heed(command)
        if self._channel.is_open and self._pace.waits_at(stop):
            self._wait(probe, stop)
        elif now >= self._next_reading and self._channel.has_room:
            self._tell(probe, None)
        if not self._channel.is_open:
            # Nobody looks on any more.
            self._forget(probe)

    def _wait(self, probe: Probe, stop: Stop) -> None:
        goes_on = is_told = False
        while not goes_on and self._channel.is_open:
            if not is_told and self._channel.has_room:
                self._tell(probe, stop)
                is_told = True
            self._channel.wait(for_room=not is_told or not self._channel.has_room)
            for command in self._channel.commands():
                goes_on = self._pace.heed(command) or goes_on
                is_told = False

    def _tell(self, probe: Probe, waits_at: Stop | None) -> None:
        began = time.monotonic()
        reading = probe.reading(self._pace.opened)
        if waits_at is not None:
            reading = replace(reading, waits_at=waits_at)
        self._channel.tell(reading)
        now = time.monotonic()
        self._period = min(2.0 * self._period, self._most_period)
        self._next_reading = now + max(self._period, (now - began) / MOST_OF_THE_TIME)

    def _give_up(self, error: Exception) -> None:
        self._channel.tell(Unwatched(f"{type(error).__name__}: {error}"))
        if self._probe is not None:
            self._forget(self._probe)

    def _forget(self, probe: Probe) -> None:
        self._probe = None
        try:
            probe.remove()
        except Exception:
            return
