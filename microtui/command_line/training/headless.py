"""Training without a screen; how far it is goes to stderr."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

import click

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.run.goal import Goal
from microtui.command_line.training.progress import Telling, progress_on_stderr
from microtui.command_line.training.result import Result
from microtui.saving.run_store import RunStore

SAVING_PERIOD = 3.0

BAR_OR_NOTHING = Telling()


@dataclass
class LeaveRequest:
    """Whether a signal has asked the program to end, after the update under way."""

    signal: int | None = None

    @property
    def status(self) -> int:
        """What to exit with, as a shell would say it."""
        return 0 if self.signal is None else 128 + self.signal


def train_with_progress(
    recording: Recording,
    epochs: int,
    store: RunStore | None,
    goal: Goal | None = None,
    telling: Telling = BAR_OR_NOTHING,
) -> Result:
    """Train up to this many epochs in all, or to the goal, to divergence, or to a signal; save on
    the way."""
    saving = Saving(recording, store)
    how = progress_on_stderr(telling, recording.training, epochs)
    with leaving_on_signals() as request, how as progress:
        try:
            done = recording.training.epoch
            while (
                recording.training.epoch < epochs
                and recording.training.divergence is None
                and request.signal is None
                and not (goal is not None and recording.training.has_reached(goal))
            ):
                recording.run_batch()
                progress.after_batch(recording.training)
                if recording.training.epoch > done:
                    done = recording.training.epoch
                    saving.now_and_then()
            progress.at_end(recording.training)
        finally:
            # Where nobody listens to what is told on the way, the run is saved all the same.
            saving.now()
    return Result(recording.training, request.status, goal)


class Saving:
    """Saves a run every few seconds; that it cannot is said once."""

    def __init__(self, recording: Recording, store: RunStore | None) -> None:
        self._recording = recording
        self._store = store
        self._last = time.monotonic()

    def now_and_then(self) -> None:
        if time.monotonic() - self._last > SAVING_PERIOD:
            self.now()

    def now(self) -> None:
        self._last = time.monotonic()
        if self._store is None or not self._recording.has_gone_on:
            return
        try:
            self._store.write(SavedSession(self._recording.saved()))
        except OSError as error:
            click.echo(
                f"microtui: this run cannot be saved in {self._store.directory}: {error.strerror}",
                err=True,
            )
            self._store = None


@contextmanager
def leaving_on_signals() -> Iterator[LeaveRequest]:
    """Within this, ctrl-C, SIGTERM and SIGHUP only note that they came."""
    request = LeaveRequest()

    def leave(number: int, frame: FrameType | None) -> None:
        request.signal = number

    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    old = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield request
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
