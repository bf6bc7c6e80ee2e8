"""The background worker: commands and requests come in, snapshots go out.

    key -> action -> Command -> inbox -> worker thread -> engine
                                              |
    widgets <- reactive <------- Snapshot <---+

One thread owns the training. Between two updates it looks into its inbox, so a command never waits
for longer than an update takes; and it makes a snapshot only when one was asked for, so the screen
never falls behind, however fast the training is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue

from engine.configuration import Configuration
from engine.gradient_check import check_gradients
from engine.reconfiguration import reconfigured
from engine.training import Training
from microtui.commands import (
    CheckGradients,
    Command,
    Configure,
    Play,
    PlayOrPause,
    Restart,
    SetSpeed,
    Step,
)
from microtui.observation import observe
from microtui.snapshot import Snapshot, View
from microtui.speed import Speedometer, UpdateClock

DRAWING_TIME = 0.02
"""Seconds that a frame takes to draw; Python runs one thread at a time, so while somebody waits for
a frame, training does not get in its way."""


class Quit:
    """Asks the worker to leave its loop."""


class Session:
    """A training run with an inbox; `run` is the worker thread's, the rest is for others to call.

    `deliver` is called on the worker thread with each snapshot that was requested. The run pauses
    by itself after `epochs` epochs, if given, and where it diverges.
    """

    def __init__(
        self,
        configuration: Configuration,
        deliver: Callable[[Snapshot], None],
        *,
        epochs: int | None = None,
        speed: float | None = None,
    ) -> None:
        self._inbox: SimpleQueue[Command | View | Quit] = SimpleQueue()
        self._deliver = deliver
        self._training = Training(configuration)
        self._epochs = epochs
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

    def run(self) -> None:
        """Carry out what comes in, and train, until `quit`."""
        while True:
            nap = self._clock.nap(self._training.configuration.batches) if self._playing else None
            try:
                message = self._inbox.get(timeout=nap)
            except Empty:
                self._train()
                continue
            match message:
                case Quit():
                    return
                case View():
                    self._deliver(self._snapshot(message))
                    if message.is_urgent and self._playing:
                        time.sleep(DRAWING_TIME)
                case _:
                    self._carry_out(message)

    def _train(self) -> None:
        """Run the updates that are due, until one diverges or something comes in."""
        training = self._training
        due = self._clock.due(time.monotonic(), training.configuration.batches)
        while due > 0 and self._inbox.empty():
            if self._is_finished():
                self._pause()
                return
            training.run_batch()
            due -= 1
            if training.divergence is not None:
                self._pause()
                return

    def _carry_out(self, command: Command) -> None:
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
                self._training.run(unit)
            case Configure(configuration):
                self._training = reconfigured(self._training, configuration)
            case Restart(configuration):
                self._pause()
                self._training = Training(configuration)
            case SetSpeed(epochs_per_second):
                self._clock.speed = epochs_per_second
            case CheckGradients(deliver):
                deliver(check_gradients(self._training))

    def _play(self) -> None:
        self._playing = True
        self._clock.start(time.monotonic())

    def _pause(self) -> None:
        self._playing = False
        self._speedometer.stop()

    def _is_finished(self) -> bool:
        return self._epochs is not None and self._training.epoch >= self._epochs

    def _snapshot(self, view: View) -> Snapshot:
        training = self._training
        epochs = training.epoch + training.batch / len(training.batches)
        speed = self._speedometer.read(time.monotonic(), epochs) if self._playing else 0.0
        return observe(
            training,
            view,
            playing=self._playing,
            speed=self._clock.speed,
            measured_speed=speed,
            finished=self._is_finished(),
        )
