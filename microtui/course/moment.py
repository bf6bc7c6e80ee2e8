"""What the figures of a lesson are read from: how all stands, once something has been done."""

from __future__ import annotations

from dataclasses import dataclass

from engine.graph.scratchpad.program import Evaluated
from engine.graph.walk import Walk
from microtui.session.snapshot import Snapshot
from microtui.session.view import Place


@dataclass(frozen=True, eq=False)
class GraphSeen:
    """A graph on the screen: how far it is walked through, and what is chosen."""

    walk: Walk
    position: int | None
    """How many steps of the walk are done; None while nobody walks, and all is done."""
    chosen: int
    """The number of a node."""
    unfolded: int
    """How many layers, neurons and sums of a network are open."""


@dataclass(frozen=True, eq=False)
class ScratchpadSeen:
    """What is typed, and by how much keys move its numbers."""

    text: str
    evaluated: Evaluated | None
    """None where the text is no formula."""
    h: float
    learning_rate: float


@dataclass(frozen=True, eq=False)
class Moment:
    """The run and what of it is on the screen; nothing that can change."""

    snapshot: Snapshot
    screen: str
    """`main`, `scratchpad`, or the name of what is open in front: `help`, `source`, `legend`,
    `check`, `settings`; `dialog` for any other."""
    pane: str
    """The id of the pane chosen last, and whether it stands alone."""
    is_alone: bool
    graph: GraphSeen | None
    """That of the run or of the scratchpad; None where none is shown."""
    scratchpad: ScratchpadSeen | None
    """None where the run is the stage."""
    unit: Place | None
    """The one chosen in the network."""
    sample: int | None
    """The one followed."""
    case: str | None
    """What is wrong with the run, where that is to be found out: a key of
    `microtui.course.detective.cases`."""
    cases: int = 0
    """How many have been gone through, how many of them were named rightly, and how many looks
    this one has taken so far."""
    solved: int = 0
    looks: int = 0


@dataclass(frozen=True, eq=False)
class Moments:
    """The three that a figure can be of."""

    now: Moment
    before: Moment
    """When the question of the step was answered; where it has none, when the step began."""
    start: Moment
    """When the stage was set."""
    answer: float | None = None
    """The number that was typed, if one was asked for."""
