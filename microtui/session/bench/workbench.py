"""The run under way, the file that it is saved in, and what of its past can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.errors import ConfigurationError
from engine.replay.saved_run import SavedSession
from microtui.saving.saver import Saver, Tell
from microtui.session.bench.experiment import Experiment
from microtui.session.bench.moments import Moment, Moments
from microtui.session.commands import (
    Configure,
    GoToEpoch,
    Jump,
    Restart,
    RunCommand,
    SetParameter,
    StartTwin,
    StepBack,
    ToggleTwin,
)
from microtui.session.snapshot import Exchange, ExchangeKind

if TYPE_CHECKING:
    from microtui.saving.run_store import RunStore

REVISING = (Configure, SetParameter, Restart, StartTwin, ToggleTwin)
"""What can make of the run what going on and stepping back do not lead away from."""

LEADING_BACK = (StepBack, GoToEpoch, Jump)
"""What can lead to before the beginning of a twin, which ends there."""


class Workbench:
    """Does to an experiment what is asked for, so that nothing is lost.

    A run that is begun anew has a file of its own; what was here before stays in the one it had.
    """

    def __init__(self, experiment: Experiment, store: RunStore | None) -> None:
        self.experiment = experiment
        self.exchange = Exchange()
        """How what is here was last exchanged as a whole."""
        self.is_case = False
        """Whether what is wrong with it is for the reader to find out."""
        self._store = store
        self._saver: Saver | None = None
        self._has_gone_on = False
        self._moments = Moments()

    def begin_saving(self, complain: Callable[[str], None]) -> None:
        """Have all be saved from now on; `complain` hears a sentence where that cannot be."""
        if self._store is not None:
            self._saver = Saver(complain)
            self._saver.turn_to(self._store)

    def end_saving(self) -> bool:
        """Wait until all is saved; gives whether the run that is here is on the disk."""
        is_written = self._saver is not None and self._saver.close()
        return is_written and self._is_worth_saving

    def save(self, tell: Tell | None = None) -> None:
        """Have the run saved as it is, unless nothing has happened in it; tell whether it is."""
        if self._saver is not None and self._store is not None and self._is_worth_saving:
            self._saver.save(self._store, self.experiment.saved(), tell)
        elif tell is not None:
            tell(False)

    @property
    def _is_worth_saving(self) -> bool:
        return self._has_gone_on or self.experiment.recording.has_gone_on

    # -- what is done to it ----------------------------------------------------------------------

    def carry_out(self, command: RunCommand) -> None:
        """Raises `ConfigurationError`, and changes nothing, where it asks for what cannot be."""
        experiment = self.experiment
        has_twin = experiment.twin is not None
        if not isinstance(command, (*REVISING, *LEADING_BACK) if has_twin else REVISING):
            experiment.carry_out(command)
            return
        before, now = self._moment(), self._now
        times_begun = experiment.recording.times_begun_anew
        experiment.carry_out(command)
        if self._now != now:
            self._moments.push(before)
        if experiment.recording.times_begun_anew > times_begun:
            self._leave(before)
            self.exchange = self.exchange.next("begun anew")

    @property
    def _now(self) -> tuple[tuple[int, int], object]:
        """The same as long as the run has only gone on or back."""
        return self.experiment.recording.version, self.experiment.twin

    def open(self, saved: SavedSession, *, is_stage: bool = False, is_case: bool = False) -> None:
        """Go on with this run; the one that is here can be taken back, unless this is a stage."""
        before = self._moment()
        self.experiment = Experiment.from_saved(saved)
        self._leave(before)
        self.is_case = is_case
        if is_stage:
            self._moments = Moments()
        else:
            self._moments.push(before)
        kind: ExchangeKind = "staged" if is_stage else "opened"
        self.exchange = self.exchange.next("a case" if is_case else kind)

    def reveal(self) -> None:
        """From now on all is told of the case; where there is none, nothing was hidden."""
        if self.is_case:
            self.is_case = False
            self.exchange = self.exchange.next("revealed")

    def take_back(self) -> None:
        """Be where things were before the last thing that can be taken back."""
        present = self._moment()
        moment = self._moments.take_back(present)
        if moment is None:
            raise ConfigurationError(self._moments.nothing_left)
        self._put(moment, present)
        self.exchange = self.exchange.next("taken back")

    def bring_back(self) -> None:
        """Be where things were before the last taking back."""
        present = self._moment()
        moment = self._moments.bring_back(present)
        if moment is None:
            raise ConfigurationError("There is nothing to bring back: nothing was taken back last.")
        self._put(moment, present)
        self.exchange = self.exchange.next("brought back")

    def _moment(self) -> Moment:
        saved = self.experiment.saved(whole=True)
        return Moment(saved, self._store, self._is_worth_saving)

    def _put(self, moment: Moment, present: Moment) -> None:
        """Go on from there, in the file that this had."""
        self._save_last(present)
        self.experiment = Experiment.from_saved(moment.saved)
        self._turn_to(moment.store, has_gone_on=moment.has_gone_on)

    def _leave(self, before: Moment) -> None:
        """Save from now on in another file what is another run."""
        self._save_last(before)
        self._turn_to(self._store and self._store.for_another(), has_gone_on=False)

    def _turn_to(self, store: RunStore | None, *, has_gone_on: bool) -> None:
        self._store, self._has_gone_on = store, has_gone_on
        if self._saver is not None:
            self._saver.turn_to(store)

    def _save_last(self, moment: Moment) -> None:
        """Have it saved as it is left."""
        if self._saver is not None and moment.store is not None and moment.has_gone_on:
            self._saver.save(moment.store, moment.saved.with_few_checkpoints())
