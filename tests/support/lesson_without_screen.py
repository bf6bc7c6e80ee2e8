"""Steps of a lesson brought to their end without a screen, by the moments of a run."""

from __future__ import annotations

from dataclasses import dataclass

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.course.lesson import Step
from microtui.course.moment import Moment
from microtui.course.player.step_played import StepPlayed
from microtui.session.observation import observe
from microtui.session.snapshot import Progress
from microtui.session.view import View

CONFIGURATION = Configuration(dataset="lecture", hidden=(2,), learning_rate=0.2, batch_size=None)


def moment_of(recording: Recording) -> Moment:
    progress = Progress(False, False, None, 0.0, recording.last_epoch)
    snapshot = observe(recording, None, View(), progress)
    return Moment(snapshot, "main", "map", False, None, None, None, None, None)


@dataclass(frozen=True)
class Run:
    """How all stands at first, and after each epoch."""

    moments: tuple[Moment, ...]

    @classmethod
    def of(cls, epochs: int, configuration: Configuration = CONFIGURATION) -> Run:
        recording = Recording.begin(configuration)
        moments = [moment_of(recording)]
        for _ in range(epochs):
            recording.run("epoch")
            moments.append(moment_of(recording))
        return cls(tuple(moments))

    def begun(self, step: Step) -> StepPlayed:
        return StepPlayed.begin(0, step, self.moments[0], self.moments[0])

    def answered(self, step: Step, answer: float = 0.0) -> StepPlayed:
        return self.begun(step).answered(answer, self.moments[0])

    def done(self, step: Step, answer: float = 0.0) -> StepPlayed:
        """Once the run has come as far as it does."""
        played = self.answered(step, answer)
        for moment in self.moments[1:]:
            played = played.came(moment)
        return played
