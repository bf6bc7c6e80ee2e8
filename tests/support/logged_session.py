"""A session that keeps a log, and the same commands once more without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.run.history import History
from engine.training import Training
from microtui.saving.run_file import encoded
from microtui.session.commands import CheckGradients, Command, Export, Look
from microtui.session.view import View
from microtui.session.worker import Session

Everything = tuple[object, ...]


@dataclass(frozen=True)
class Entry:
    """A command, and when the run it came to was where and what."""

    time: int
    before: Everything
    command: Command


class LoggedSession(Session):
    """Writes each command down, on the worker thread, before it is carried out; and a failure."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.log: list[Entry] = []
        self.failure: Exception | None = None

    def _react(self, message: Command | View | None) -> None:
        try:
            super()._react(message)
        except Exception as error:
            self.failure = error
            raise

    def _carry_out(self, command: Command) -> None:
        self.log.append(Entry(self._experiment.recording.time, everything(self), command))
        super()._carry_out(command)


class HeadlessSession(Session):
    """Goes through a log on the thread of whoever calls it."""

    def __init__(self, configuration: Configuration) -> None:
        super().__init__(Recording.begin(configuration))

    def follow(self, log: Sequence[Entry]) -> None:
        """Train up to the time of each command, compare, and carry it out.

        What only looks at the run is left out: it must not make a difference. What has changed the
        run is taken back, compared, and brought back.
        """
        for entry in log:
            while self._experiment.recording.time < entry.time:
                self._experiment.run_batch()
            assert everything(self) == entry.before, f"it differs before {entry.command}"
            if not isinstance(entry.command, CheckGradients | Export | Look):
                before, things = self._whole, len(self._workbench._moments._behind)
                self._carry_out(entry.command)
                if len(self._workbench._moments._behind) > things:
                    after = self._whole
                    self._workbench.take_back()
                    assert self._whole == before, f"not taken back: {entry.command}"
                    self._workbench.bring_back()
                    assert self._whole == after, f"not brought back: {entry.command}"

    @property
    def _whole(self) -> bytes:
        """Its past and future, too."""
        return encoded(self._experiment.saved(whole=True))


def everything(session: Session) -> Everything:
    """All that is trained, to compare bit for bit."""
    twin = session._experiment.twin
    return (
        *everything_recorded(session._experiment.recording),
        twin and (twin.start_epoch, twin.parted, *everything_recorded(twin._recording)),
    )


def everything_recorded(recording: Recording) -> Everything:
    return (recording.start, recording.last_epoch, *everything_trained(recording.training))


def everything_trained(training: Training) -> Everything:
    state = training.state()
    return (
        training.configuration,
        training.divergence,
        (state.epoch, state.batch, state.phase, state.updates, state.steps),
        (state.backwards_summed, repr(state.batch_loss)),
        *(
            array.tobytes()
            for array in (state.parameters, state.gradients, state.added, state.slots)
        ),
        *map(everything_remembered, (training.train_history, training.test_history)),
    )


def everything_remembered(history: History) -> Everything:
    return (
        (history.width, history.length),
        *(np.array(losses).tobytes() for losses in (history.low, history.high)),
    )
