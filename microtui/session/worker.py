"""The background worker: commands and requests come in, snapshots go out.

    key -> action -> Command -> inbox -> worker thread -> engine
                                              |
    widgets <- reactive <------- Snapshot <---+

One thread owns the training. Between two updates it looks into its inbox, and where it has nothing
to do it waits there, so a command never waits for longer than an update takes; and it makes a
snapshot only when one was asked for, so the screen never falls behind, however fast it trains.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from engine.check.gradient_check import check_gradients
from engine.errors import ConfigurationError
from engine.network.flat import parameter_names
from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.replay.twin import Twin
from engine.run.configuration import Configuration
from engine.run.progress import Unit, steps
from microtui.saving.saver import Saver, Tell
from microtui.session.clock import DEFAULT_SPEED, Speedometer, UpdateClock, neighbouring_speed
from microtui.session.commands import (
    ChangeSpeed,
    CheckGradients,
    Command,
    Configure,
    Export,
    GoToEpoch,
    Jump,
    Look,
    Play,
    PlayOrPause,
    Restart,
    Revision,
    SetParameter,
    StartTwin,
    Step,
    StepBack,
    ToggleTwin,
)
from microtui.session.observation import observe
from microtui.session.snapshot import Progress, Snapshot, View

if TYPE_CHECKING:
    from microtui.saving.run_store import RunStore

DRAWING_TIME = 0.04
"""Seconds that a frame takes to draw; Python runs one thread at a time, so while somebody waits for
a frame, training does not get in its way. A command that comes meanwhile does not wait."""


SAVING_PERIOD = 3.0
"""Seconds of training that are lost at most when the machine fails."""


class Quit:
    """Asks the worker to leave its loop."""


def unheard(message: object) -> None:
    """Where nobody listens."""


class Session:
    """A training run with an inbox; `run` is the worker thread's, the rest is for others to call.

    The run pauses by itself after `epochs` epochs, if given, and where it diverges. It is saved in
    `store`, if given.
    """

    def __init__(
        self,
        recording: Recording,
        twin: Twin | None = None,
        *,
        epochs: int | None = None,
        speed: float | None = DEFAULT_SPEED,
        store: RunStore | None = None,
    ) -> None:
        self._recording = recording
        self._twin = twin
        self._epochs = epochs
        self._store = store
        self._saver: Saver | None = None
        self.is_saved = False
        """Whether the run is on the disk as it was last, once `run` has returned."""
        self._saved_at = time.monotonic()
        self._inbox: SimpleQueue[Command | View | Quit] = SimpleQueue()
        self._deliver: Callable[[Snapshot], None] = unheard
        self._refuse: Callable[[str], None] = unheard
        self._playing = False
        self._clock = UpdateClock(speed)
        self._speedometer = Speedometer()

    def send(self, command: Command) -> None:
        """Have a command carried out after the update under way. Any thread may call this."""
        self._inbox.put(command)

    def request(self, view: View) -> None:
        """Have a snapshot delivered, once all earlier commands are carried out."""
        self._inbox.put(view)

    def quit(self) -> None:
        """Have `run` return after the update under way."""
        self._inbox.put(Quit())

    def run(self, deliver: Callable[[Snapshot], None], refuse: Callable[[str], None]) -> None:
        """Carry out what comes in, and train, until `quit`; then wait until all is saved.

        `deliver` is called on this thread with each snapshot that was requested, and `refuse`, on
        any thread, with a sentence when a command asks for what cannot be.
        """
        self._deliver, self._refuse = deliver, refuse
        if self._store is not None:
            self._saver = Saver(self._store, refuse)
        try:
            self._work()
        finally:
            if self._saver is not None:
                self.is_saved = self._saver.close()

    def _work(self) -> None:
        while not isinstance(message := self._next_message(), Quit):
            try:
                self._react(message)
            except Exception:
                self._report_failure()
        self._save()

    def _report_failure(self) -> None:
        """Stop training, and say what is kept of the exception being handled, and of the run."""
        from microtui.saving.failure_report import report_failure

        report = report_failure(self._configuration, self._recording.time)
        self._stop()
        self._save(lambda is_saved: self._refuse(report.sentence(run_is_saved=is_saved)))

    def _next_message(self) -> Command | View | Quit | None:
        """What comes in before it is time to train on; None where nothing does."""
        try:
            return self._inbox.get(timeout=self._nap())
        except Empty:
            return None

    def _nap(self) -> float | None:
        """Seconds until training goes on where nothing comes in; None where it is paused."""
        if not self._playing:
            return None
        return self._clock.nap(time.monotonic(), self._configuration.batches)

    def _react(self, message: Command | View | None) -> None:
        """Train on where there is no message, or do what it asks for."""
        if message is None:
            self._train()
            if time.monotonic() - self._saved_at > SAVING_PERIOD:
                self._save()
        elif isinstance(message, View):
            self._deliver(self._snapshot(message))
            if message.is_urgent:
                self._clock.hold(until=time.monotonic() + DRAWING_TIME)
        else:
            self._carry_out(message)
            self._save()

    def _save(self, tell: Tell | None = None) -> None:
        """Have the run saved as it is, unless nothing has happened in it; tell whether it is."""
        self._saved_at = time.monotonic()
        if self._saver is None or self._recording.is_untouched:
            if tell is not None:
                tell(False)
            return
        twin = None if self._twin is None else self._twin.saved()
        self._saver.save(SavedSession(self._recording.saved(), twin), tell)

    @property
    def _configuration(self) -> Configuration:
        return self._recording.training.configuration

    def _train(self) -> None:
        """Run the updates that are due, until one diverges or something comes in."""
        due = self._clock.due(time.monotonic(), self._configuration.batches)
        while due > 0 and self._inbox.empty():
            if self._is_finished():
                self._pause()
                return
            self._run_batch()
            due -= 1
            if self._recording.training.divergence is not None:
                self._pause()
                return

    def _run_batch(self) -> None:
        self._recording.run_batch()
        if self._twin is not None:
            self._twin.follow(self._recording.training)

    def _step(self, unit: Unit) -> None:
        for _ in steps(self._recording, unit):
            if self._twin is not None:
                self._twin.follow(self._recording.training)

    def _carry_out(self, command: Command) -> None:
        training = self._recording.training
        match command:
            case Play():
                self._play()
            case PlayOrPause():
                if self._playing:
                    self._pause()
                else:
                    self._play()
            case Step(unit):
                self._pause()
                self._step(unit)
            case StepBack(unit):
                self._pause()
                self._recording.back(unit)
                self._take_twin_along()
            case GoToEpoch(epoch):
                self._go_to_epoch(epoch)
            case Jump(share):
                epochs = max(abs(share) * self._recording.last_epoch, 1.0)
                self._go_to_epoch(round(training.epoch + math.copysign(epochs, share)))
            case ChangeSpeed(direction):
                self._clock.speed = neighbouring_speed(self._clock.speed, direction)
            case Configure(revision):
                self._revise(revision, self._recording.configure)
            case SetParameter(name, value):
                self._set_parameter(name, value)
            case Restart(revision):
                self._pause()
                self._revise(revision, self._recording.restart)
            case Look(deliver_snapshot):
                deliver_snapshot(self._snapshot(View()))
            case CheckGradients(deliver):
                deliver(check_gradients(training))
            case Export(text, deliver_text):
                self._export(text, deliver_text)
            case StartTwin(revision):
                self._revise(revision, self._start_twin)
            case ToggleTwin(revision):
                if self._twin is None:
                    self._revise(revision, self._start_twin)
                else:
                    self._twin = None

    def _revise(self, revision: Revision, go_on: Callable[[Configuration], None]) -> None:
        try:
            go_on(revision(self._configuration))
        except ConfigurationError as error:
            self._refuse(str(error))
        self._take_twin_along()

    def _go_to_epoch(self, epoch: int) -> None:
        self._pause()
        self._recording.go_to_epoch(max(epoch, 0))
        self._take_twin_along()

    def _set_parameter(self, name: str, value: float) -> None:
        names = parameter_names(self._configuration.sizes)
        if name not in names:
            self._refuse(f"The network has no parameter {name} any more.")
        else:
            self._recording.set_parameter(names.index(name), value)
            self._take_twin_along()

    def _export(self, text: Callable[[Recording], str], deliver: Callable[[str], None]) -> None:
        try:
            deliver(text(self._recording))
        except ConfigurationError as error:
            self._refuse(str(error))

    def _start_twin(self, configuration: Configuration) -> None:
        self._twin = Twin.beside(self._recording.training, configuration)

    def _take_twin_along(self) -> None:
        """A twin ends where it cannot follow."""
        if self._twin is None:
            return
        if self._twin.can_follow(self._recording):
            self._twin.follow(self._recording.training)
        else:
            self._twin = None

    def _play(self) -> None:
        self._playing = True
        self._clock.start(time.monotonic())

    def _pause(self) -> None:
        if self._playing:
            self._save()
        self._stop()

    def _stop(self) -> None:
        self._playing = False
        self._speedometer.stop()

    def _is_finished(self) -> bool:
        return self._epochs is not None and self._recording.training.epoch >= self._epochs

    def _snapshot(self, view: View) -> Snapshot:
        training = self._recording.training
        epochs = training.epoch + training.batch / len(training.batches)
        speed = self._speedometer.read(time.monotonic(), epochs) if self._playing else 0.0
        progress = Progress(
            playing=self._playing,
            finished=self._is_finished(),
            speed=self._clock.speed,
            measured_speed=speed,
            last_epoch=self._recording.last_epoch,
            was_changed=self._recording.was_changed,
        )
        return observe(self._recording, self._twin, view, progress)
