"""A run and the twin beside it, which goes wherever the run goes."""

from __future__ import annotations

import math

from engine.errors import ConfigurationError
from engine.network.flat import parameter_names
from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.replay.twin import Twin
from engine.run.configuration import Configuration
from engine.run.progress import Unit, steps
from engine.training import Training
from microtui.session.commands import (
    Configure,
    GoToEpoch,
    Jump,
    Restart,
    Revision,
    RunCommand,
    SetParameter,
    StartTwin,
    Step,
    StepBack,
    ToggleTwin,
)


class Experiment:
    """What commands do to a run. A twin comes along, and ends where it cannot follow."""

    def __init__(self, recording: Recording, twin: Twin | None = None) -> None:
        self.recording = recording
        self.twin = twin

    @classmethod
    def from_saved(cls, saved: SavedSession) -> Experiment:
        """The experiment that this was saved from."""
        twin = None if saved.twin is None else Twin.from_saved(saved.twin)
        return cls(Recording.from_saved(saved.run), twin)

    @property
    def training(self) -> Training:
        return self.recording.training

    @property
    def configuration(self) -> Configuration:
        return self.recording.training.configuration

    def saved(self, *, whole: bool = False) -> SavedSession:
        """All that it takes to go on from here elsewhere; see `Recording.saved`."""
        twin = None if self.twin is None else self.twin.saved(whole=whole)
        return SavedSession(self.recording.saved(whole=whole), twin)

    def run_batch(self) -> None:
        """Go on to the end of the update under way."""
        self.recording.run_batch()
        if self.twin is not None:
            self.twin.follow(self.training)

    def carry_out(self, command: RunCommand) -> None:
        """Raises `ConfigurationError`, and changes nothing, where it asks for what cannot be."""
        match command:
            case Step(unit):
                self._run(unit)
            case StepBack(unit):
                self.recording.back(unit)
            case GoToEpoch(epoch):
                self.recording.go_to_epoch(max(epoch, 0))
            case Jump(share):
                epochs = max(abs(share) * self.recording.last_epoch, 1.0)
                epoch = round(self.training.epoch + math.copysign(epochs, share))
                self.recording.go_to_epoch(max(epoch, 0))
            case Configure(revision):
                self.recording.configure(revision(self.configuration))
            case Restart(revision):
                self.recording.restart(revision(self.recording.configuration_by_hand))
            case SetParameter(name, value):
                self._set_parameter(name, value)
            case StartTwin(revision):
                self._start_twin(revision)
            case ToggleTwin(revision):
                if self.twin is None:
                    self._start_twin(revision)
                else:
                    self.twin = None
        self._take_twin_along()

    def _run(self, unit: Unit) -> None:
        for _ in steps(self.recording, unit):
            if self.twin is not None:
                self.twin.follow(self.training)

    def _set_parameter(self, name: str, value: float) -> None:
        names = parameter_names(self.configuration.sizes)
        if name not in names:
            raise ConfigurationError(f"The network has no parameter {name} any more.")
        self.recording.set_parameter(names.index(name), value)

    def _start_twin(self, revision: Revision) -> None:
        self.twin = Twin.beside(self.training, revision(self.configuration))

    def _take_twin_along(self) -> None:
        if self.twin is None:
            return
        if self.twin.can_follow(self.recording):
            self.twin.follow(self.training)
        else:
            self.twin = None
