"""A run that can be stepped back, as far as its start, and gone through again.

What is random in a run depends on where it is, so that it is the same each time it is gone through:
a state kept from time to time, and every change of the configuration with its time, are the whole
of the past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.replay.past import Past, put_at
from engine.replay.reconfiguration import changed, changes_at_once, differing, new_start
from engine.replay.saved_run import Change, Planned, SavedRun
from engine.replay.timeline import Timeline, change_at, time_of
from engine.run.configuration import Configuration
from engine.run.progress import Divergence, Unit, steps
from engine.run.state import State
from engine.training import PHASES, Training


class Recording:
    """A training with its past, and, once it has been stepped back, with its future.

    Going on from a point in the past goes through the same again, changes of the configuration
    included; a new change there begins a new future. What was planned from the start is made all
    the same, however the run comes to its place.
    """

    def __init__(self, training: Training, timeline: Timeline, past: Past) -> None:
        self.training = training
        self._timeline = timeline
        self._past = past
        self.times_begun_anew = 0
        self._changes_by_hand = 0
        self._first_end = self.end

    @classmethod
    def begin(cls, configuration: Configuration, plan: Sequence[Planned] = ()) -> Recording:
        """A new run, with what is to be changed on its way, in the order in which it comes.

        Of a plan that which cannot be made is left out; see `engine.replay.plan`.
        """
        return cls.of(Training(configuration), plan)

    @classmethod
    def of(cls, training: Training, plan: Sequence[Planned] = ()) -> Recording:
        """Record this training from where it is."""
        past, timeline = Past.beginning(training), Timeline.beginning(training, plan)
        return cls(*timeline.caught_up(training), past)

    @classmethod
    def from_saved(cls, saved: SavedRun) -> Recording:
        """The recording that this was saved from."""
        timeline = Timeline(saved.changes, saved.applied, saved.future)
        training = Training(timeline.configuration)
        put_at(training, saved.state, saved)
        training.divergence = saved.divergence
        return cls(training, timeline, Past.from_saved(saved))

    def saved(self, *, whole: bool = False) -> SavedRun:
        """All that it takes to go on from here elsewhere, and to step back there too.

        A `whole` one is stepped back as quickly as this; else it has few checkpoints.
        """
        training, timeline = self.training, self._timeline
        saved = SavedRun(
            changes=timeline.changes,
            applied=timeline.applied,
            state=training.state(),
            divergence=training.divergence,
            train_history=training.train_history.copy(),
            test_history=training.test_history.copy(),
            future=timeline.future,
            first_update=self._past.first_update,
            checkpoints=self._past.saved(),
        )
        return saved if whole else saved.with_few_checkpoints()

    @property
    def time(self) -> int:
        return time_of(self.training)

    @property
    def epoch(self) -> int:
        return self.training.epoch

    @property
    def divergence(self) -> Divergence | None:
        return self.training.divergence

    @property
    def start(self) -> int:
        """The earliest time one can step back to."""
        return self._timeline.start

    @property
    def end(self) -> int:
        """The latest time one can go to at once: the furthest that has been reached."""
        future = self._timeline.future
        return self.time if future is None else future.time

    @property
    def last_epoch(self) -> int:
        """The furthest that has been reached, in finished epochs."""
        future = self._timeline.future
        return max(0 if future is None else future.epoch, self.training.epoch)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has happened yet that would be lost."""
        by_hand = [change for change in self._timeline.changes[1:] if change.planned is None]
        return self.start == self.time == self.end and not by_hand

    @property
    def has_gone_on(self) -> bool:
        """Whether it has come further than it was when it began or was read, or was changed."""
        return self.end > self._first_end or self._changes_by_hand > 0

    @property
    def version(self) -> tuple[int, int]:
        """Another one whenever it has begun anew, or has been changed by hand; going on and
        stepping back make no difference."""
        return self.times_begun_anew, self._changes_by_hand

    @property
    def changes_made(self) -> tuple[Change, ...]:
        """What it began with, and what has been changed up to here."""
        return self._timeline.changes[: self._timeline.applied]

    @property
    def plan_ahead(self) -> tuple[Planned, ...]:
        """What is planned and has not been made yet."""
        return tuple(self._timeline.plan_ahead)

    @property
    def configuration_by_hand(self) -> Configuration:
        """What it began with, and what has been set by hand since: what a plan does is not in it.

        The run begins anew with this, and with its plan.
        """
        return self._timeline.configuration_by_hand

    @property
    def first_state(self) -> State:
        """What it began with."""
        return self._past.before(self.start).state

    # -- going on --------------------------------------------------------------------------------

    def run_phase(self) -> None:
        """Run the phase that comes next."""
        self.training.run_phase()
        self._reached()

    def run_batch(self) -> None:
        """Go on to the end of the update under way, or to the phase at which it diverges."""
        if self.time + len(PHASES) > self._timeline.next_time:
            self.run_phase()
            while self.training.phase != 0 and self.divergence is None:
                self.run_phase()
        else:
            self.training.run_batch()
            self._reached()

    def run(self, unit: Unit) -> None:
        """Go on by one phase, to the end of the update under way, or to that of the epoch."""
        for _ in steps(self, unit):
            pass

    def run_to(self, time: int) -> None:
        """Go on up to a time, or to the phase at which it diverges."""
        while self.time < time and self.divergence is None:
            if self.training.phase == 0 and time - self.time >= len(PHASES):
                self.run_batch()
            else:
                self.run_phase()

    def _reached(self) -> None:
        """Note where the run is now: make the changes made here before, keep a checkpoint."""
        if self.time >= self._timeline.next_time:
            self.training, self._timeline = self._timeline.caught_up(self.training)
        if self.training.phase == 0:
            self._past.keep(self.training, self._timeline.applied)
        future = self._timeline.future
        if future is not None and self.time >= future.time:
            self._timeline = self._timeline.without_future()

    # -- changing --------------------------------------------------------------------------------

    def restart(self, configuration: Configuration) -> None:
        """Begin anew, with the same plan; the past is forgotten.

        Where it stands at the very beginning of that run already, it stays there.
        """
        is_first = self.start == 0 and configuration == self._timeline.changes[0].configuration
        if is_first and self.is_untouched:
            return
        again = Recording.begin(configuration, self._timeline.plan)
        self.training, self._timeline, self._past = again.training, again._timeline, again._past
        self.times_begun_anew += 1
        self._changes_by_hand = 0
        self._first_end = self.end

    def configure(self, configuration: Configuration) -> None:
        """Go on with this configuration; see `engine.replay.reconfiguration`."""
        old = self.training.configuration
        if configuration == old:
            return
        values = differing(old, configuration)
        if new_start(old, configuration) is not None:
            self.restart(replace(self.configuration_by_hand, **values))
            return
        if not changes_at_once(old, configuration):
            # What is planned for the rest of the update is made in it, and stays.
            configuration = replace(self._leave_update(), **values)
        self._branch(configuration)

    def set_parameter(self, index: int, value: float) -> None:
        """Go on with this parameter set by hand; an update that is under way is finished first."""
        configuration = self._leave_update()
        self._branch(configuration, (index, value))

    def _leave_update(self) -> Configuration:
        """Finish the update under way, or take it back if it has diverged.

        Gives the configuration that holds now.
        """
        if self.training.phase != 0 and self.divergence is None:
            self.run_batch()
        configuration = self.training.configuration
        if self.training.phase != 0:
            self.go_to(len(PHASES) * self.training.updates)
        return configuration

    def _branch(
        self, configuration: Configuration, parameter: tuple[int, float] | None = None
    ) -> None:
        """Make a change here; what came after here before is forgotten."""
        # First what may be refused: PyTorch may be there, and not to be imported.
        training = changed(self.training, configuration, parameter)
        self._past.forget_after(training.updates)
        self.training = training
        self._timeline = self._timeline.branched(change_at(self.training, parameter))
        self._changes_by_hand += 1

    # -- going back ------------------------------------------------------------------------------

    def back(self, unit: Unit) -> None:
        """Go back by one phase, or to the beginning of the update or of the epoch before here."""
        self.go_to(self._timeline.time_before(self.training, unit))

    def go_to_epoch(self, epoch: int) -> None:
        """Go to the end of this many epochs, or as near to it as the run has ever been."""
        is_known = epoch <= self.last_epoch
        self.go_to(self._timeline.time_of_epoch(epoch) if is_known else self.end)

    def go_to(self, time: int) -> None:
        """Go to a time between the start and the furthest that has been reached."""
        time = min(max(time, self.start), self.end)
        if time == self.time:
            return
        timeline = self._timeline = self._timeline.with_future(self.training)
        # One before the phase that leads there, so that what this did is known as well.
        checkpoint = self._past.before(max(time - 1, self.start))
        if self.time > time or time_of(checkpoint.state) > self.time:
            self.training, self._timeline = timeline.taken_to(checkpoint, self.training)
        self.run_to(time)
        while self.time < time:
            # It has diverged on the way, and was gone on with all the same.
            self.run_phase()

    def copy_at(self, time: int) -> Recording:
        """The same run at a time of its past, to be gone through again beside it, unchanged.

        Both have one past: where the copy goes, it finds what is kept there already.
        """
        timeline = self._timeline.with_future(self.training)
        fresh = Training(self.training.configuration)
        copied = Recording(*timeline.taken_to(self._past.before(time), fresh), self._past)
        copied.go_to(time)
        return copied
