"""The background worker: commands and requests come in, snapshots go out.

    key -> action -> Command -> inbox -> worker thread -> engine
                                              |
    widgets <- reactive <------- Snapshot <---+

One thread owns the training. Between two updates it looks into its inbox, and where it has nothing
to do it waits there, so a command never waits for longer than an update takes; and it makes a
snapshot only when one was asked for, so the screen never falls behind, however fast it trains.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from engine.arrays import quiet
from engine.errors import ConfigurationError
from engine.network.pytorch import presence
from engine.replay.recording import Recording
from engine.replay.twin import Twin
from engine.run.goal import Goal
from microtui.saving.saver import Tell
from microtui.session.bench.experiment import Experiment
from microtui.session.bench.workbench import Workbench
from microtui.session.clock import DEFAULT_SPEED, Speedometer, UpdateClock, neighbouring_speed
from microtui.session.commands import (
    PAUSING,
    BringBack,
    ChangeSpeed,
    CheckGradients,
    Command,
    Configure,
    Copy,
    Export,
    Look,
    Open,
    Pause,
    Play,
    PlayOrPause,
    Reveal,
    TakeBack,
)
from microtui.session.concealment import IN_A_CASE, REFUSED, concealed
from microtui.session.observation import observe
from microtui.session.snapshot import Progress, Snapshot
from microtui.session.view import View

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

    The run pauses by itself after `epochs` epochs, if given, after each epoch at whose end the
    `goal`, if given, is reached, and where it diverges. It is saved in `store`, if given; one that
    is begun anew, in another beside it.
    """

    def __init__(
        self,
        recording: Recording,
        twin: Twin | None = None,
        *,
        epochs: int | None = None,
        goal: Goal | None = None,
        speed: float | None = DEFAULT_SPEED,
        store: RunStore | None = None,
    ) -> None:
        self._workbench = Workbench(Experiment(recording, twin), store)
        self._epochs = epochs
        self._goal = goal
        self.is_saved = False
        """Whether the run is on the disk as it was last, once `run` has returned."""
        self._saved_at = time.monotonic()
        self._inbox: SimpleQueue[Command | View | Quit] = SimpleQueue()
        self._deliver: Callable[[Snapshot], None] = unheard
        self._refuse: Callable[[str], None] = unheard
        self._playing = False
        self._clock = UpdateClock(speed)
        self._speedometer = Speedometer()
        self._serial = 0

    @property
    def _experiment(self) -> Experiment:
        return self._workbench.experiment

    def send(self, command: Command) -> None:
        """Have a command carried out after the update under way. Any thread may call this."""
        self._inbox.put(command)

    def request(self, view: View) -> None:
        """Have a snapshot delivered, once all earlier commands are carried out."""
        self._inbox.put(view)

    def quit(self) -> None:
        """Have `run` return after the update under way."""
        self._inbox.put(Quit())

    @quiet()
    def run(self, deliver: Callable[[Snapshot], None], refuse: Callable[[str], None]) -> None:
        """Carry out what comes in, and train, until `quit`; then wait until all is saved.

        `deliver` is called on this thread with each snapshot that was requested, and `refuse`, on
        any thread, with a sentence when a command asks for what cannot be, or not at once.
        """
        self._deliver, self._refuse = deliver, refuse
        self._workbench.begin_saving(refuse)
        try:
            self._work()
        finally:
            self.is_saved = self._workbench.end_saving()

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

        experiment = self._experiment
        phases, configuration = experiment.recording.time, experiment.configuration
        report = report_failure(f"after {phases} phases of {configuration}")
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
        return self._clock.nap(time.monotonic(), self._experiment.configuration.batches)

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
        self._saved_at = time.monotonic()
        self._workbench.save(tell)

    def _train(self) -> None:
        """Run the updates that are due, until one diverges or something comes in."""
        due = self._clock.due(time.monotonic(), self._experiment.configuration.batches)
        while due > 0 and self._inbox.empty():
            if self._is_finished():
                self._pause()
                return
            self._experiment.run_batch()
            due -= 1
            if self._experiment.training.divergence is not None or self._is_solved():
                self._pause()
                return

    def _carry_out(self, command: Command) -> None:
        if self._workbench.is_case and isinstance(command, REFUSED):
            self._refuse(IN_A_CASE)
            return
        if isinstance(command, PAUSING):
            self._pause()
        try:
            if isinstance(command, Configure):
                self._say_what_takes_long(command)
            self._do(command)
        except ConfigurationError as error:
            self._refuse(str(error))

    def _say_what_takes_long(self, command: Configure) -> None:
        is_pytorch = command.revision(self._experiment.configuration).engine == "pytorch"
        if is_pytorch and not presence.is_imported():
            self._refuse("PyTorch is being imported, which takes some seconds, once.")

    def _do(self, command: Command) -> None:
        match command:
            case Play():
                self._play()
            case Pause():
                self._pause()
            case PlayOrPause():
                if self._playing:
                    self._pause()
                else:
                    self._play()
            case ChangeSpeed(direction):
                self._clock.speed = neighbouring_speed(self._clock.speed, direction)
            case Look(deliver, view):
                deliver(self._snapshot(view or View()))
            case Copy(deliver_copy):
                deliver_copy(self._experiment.saved())
            case CheckGradients(deliver_check):
                # What judges gradients takes longer to import than to use.
                from engine.check.gradient_check import check_gradients

                deliver_check(check_gradients(self._experiment.recording))
            case Export(text, deliver_text):
                deliver_text(text(self._experiment.recording))
            case Open(saved, is_stage, is_case):
                self._workbench.open(saved, is_stage=is_stage, is_case=is_case)
            case Reveal():
                self._workbench.reveal()
            case TakeBack():
                self._workbench.take_back()
                self._stop()
            case BringBack():
                self._workbench.bring_back()
                self._stop()
            case _:
                self._workbench.carry_out(command)

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
        return self._epochs is not None and self._experiment.training.epoch >= self._epochs

    def _is_solved(self) -> bool:
        """Whether it stands at the end of an epoch, with the goal reached."""
        return self._goal is not None and self._experiment.training.has_reached(self._goal)

    def _snapshot(self, view: View) -> Snapshot:
        recording, training = self._experiment.recording, self._experiment.training
        epochs = training.epoch + training.batch / len(training.batches)
        self._serial += 1
        speed = self._speedometer.read(time.monotonic(), epochs) if self._playing else 0.0
        progress = Progress(
            playing=self._playing,
            finished=self._is_finished(),
            solved=self._is_solved(),
            speed=self._clock.speed,
            measured_speed=speed,
            last_epoch=recording.last_epoch,
            exchange=self._workbench.exchange,
            serial=self._serial,
        )
        snapshot = observe(recording, self._experiment.twin, view, progress)
        return concealed(snapshot) if self._workbench.is_case else snapshot
