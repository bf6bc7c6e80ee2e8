"""A case for the reader to solve: what a snapshot leaves out, and what the session does not do.

Numbers of the run stay as they are, all of them; what says why they are so is taken out. What is
not in a snapshot cannot be told by whatever shows it.
"""

from __future__ import annotations

import math
from dataclasses import replace

from engine.replay.saved_run import Change
from engine.run.configuration import Configuration
from microtui.session.commands import (
    BringBack,
    Configure,
    Export,
    Restart,
    SetParameter,
    StartTwin,
    TakeBack,
    ToggleTwin,
)
from microtui.session.run_graph import RunGraph
from microtui.session.snapshot import Snapshot

IN_A_CASE = (
    "This waits until you have said what is wrong: it would tell, or make another run of it."
)

NOT_TOLD = 0.123456789
"""Stands where a configuration must have a learning rate; shown nowhere."""

REFUSED = (Configure, SetParameter, Restart, StartTwin, ToggleTwin, TakeBack, BringBack, Export)
"""What would make another run of it, or take along what it really is."""


def concealed(snapshot: Snapshot) -> Snapshot:
    """The same, with nothing in it that says what is wrong."""
    return replace(
        snapshot,
        configuration=right(snapshot.configuration),
        changes=tuple(concealed_change(each) for each in snapshot.changes),
        learning_rate=math.nan,
        graph=snapshot.graph and concealed_graph(snapshot.graph),
        is_case=True,
    )


def right(configuration: Configuration) -> Configuration:
    """A right run of the same data and network."""
    return replace(
        configuration, zero_grad=True, mistakes=(), learning_rate=NOT_TOLD, parameters=None
    )


def concealed_change(change: Change) -> Change:
    return replace(change, configuration=right(change.configuration))


def concealed_graph(graph: RunGraph) -> RunGraph:
    return replace(graph, walk=graph.walk and replace(graph.walk, tells=False))
