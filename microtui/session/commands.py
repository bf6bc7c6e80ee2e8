"""What the screen can ask of the training session: the first of the two vocabularies that cross
the thread boundary (the other is `microtui.session.snapshot`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.run.configuration import Configuration
from engine.run.progress import Unit
from microtui.session.snapshot import Snapshot
from microtui.session.view import View

if TYPE_CHECKING:
    from engine.check.gradient_comparison import GradientCheck

Revision = Callable[[Configuration], Configuration]
"""Makes a configuration of the present one; raises `ConfigurationError` where it cannot be."""


@dataclass(frozen=True)
class Play:
    """Train on, until `Pause`, the last epoch or divergence."""


@dataclass(frozen=True)
class Pause:
    """Train no further, where the run is playing."""


@dataclass(frozen=True)
class PlayOrPause:
    """Pause if the run is playing, else play."""


@dataclass(frozen=True)
class Step:
    """Go on by one phase, or to the end of the update or of the epoch; then pause."""

    unit: Unit


@dataclass(frozen=True)
class StepBack:
    """Go back by one phase, or to the beginning of the update or of the epoch; then pause."""

    unit: Unit


@dataclass(frozen=True)
class GoToEpoch:
    """Go to the end of this many epochs, as far as the run has been; then pause."""

    epoch: int


@dataclass(frozen=True)
class Jump:
    """Go on by this share of all epochs that the run has been through, or back; then pause."""

    share: float


@dataclass(frozen=True)
class Configure:
    """Go on with the configuration that this makes of the present one.

    Where dataset, network's shape, seed and kind of start stay as they were, parameters are kept;
    otherwise the run begins anew. Learning rate and `zero_grad` take effect in the middle of an
    update, too.
    """

    revision: Revision


@dataclass(frozen=True)
class SetParameter:
    """Go on with the parameter of this name set by hand."""

    name: str
    value: float


@dataclass(frozen=True)
class Restart:
    """Begin anew with the configuration that this makes of the present one, paused."""

    revision: Revision


@dataclass(frozen=True)
class StartTwin:
    """Train a second network beside this one, from the same state on."""

    revision: Revision


@dataclass(frozen=True)
class ToggleTwin:
    """Train this network alone again, or start such a twin where there is none."""

    revision: Revision


@dataclass(frozen=True)
class Open:
    """Go on with a run that was saved, paused; the one that is here is left, and saved.

    From the stage of a lesson nothing leads back to what was there before. Of a case, no snapshot
    tells what is wrong with it until it is revealed.
    """

    saved: SavedSession
    is_stage: bool = False
    is_case: bool = False


@dataclass(frozen=True)
class Reveal:
    """Have snapshots tell all of the case that is here."""


@dataclass(frozen=True)
class TakeBack:
    """Be where things were before the run was last revised, begun anew or left; then pause."""


@dataclass(frozen=True)
class BringBack:
    """Be where things were before that was last taken back; then pause."""


@dataclass(frozen=True)
class ChangeSpeed:
    """Train at the next speed up (1) or down (-1) the list."""

    direction: int


@dataclass(frozen=True)
class Look:
    """Make a snapshot of how things are once all earlier commands are carried out.

    It is for whoever asks, not for the screen: without the map and the units, unless the `view` has
    them. `deliver` is called on the worker thread.
    """

    deliver: Callable[[Snapshot], None]
    view: View | None = None


@dataclass(frozen=True)
class Copy:
    """Have all there is of the run and its twin as they stand, to be opened again; the run goes on.

    `deliver` is called on the worker thread.
    """

    deliver: Callable[[SavedSession], None]


@dataclass(frozen=True)
class CheckGradients:
    """Check the gradients that are held against two independent answers; the run goes on.

    `deliver` is called on the worker thread with what was found.
    """

    deliver: Callable[[GradientCheck], None]


@dataclass(frozen=True)
class Export:
    """Make a text of the run as it stands; the run goes on.

    `deliver` is called on the worker thread with it. `text` raises `ConfigurationError` where the
    run cannot be put so.
    """

    text: Callable[[Recording], str]
    deliver: Callable[[str], None]


RunCommand = (
    Step | StepBack | GoToEpoch | Jump | Configure | SetParameter | Restart | StartTwin | ToggleTwin
)
"""What is done to the run and its twin; the rest is about how the session goes on with them."""

Command = (
    RunCommand
    | Open
    | Reveal
    | TakeBack
    | BringBack
    | Play
    | Pause
    | PlayOrPause
    | ChangeSpeed
    | Look
    | Copy
    | CheckGradients
    | Export
)

PAUSING = (Step, StepBack, GoToEpoch, Jump, Restart, Open)
"""Where these lead, the run rests."""
