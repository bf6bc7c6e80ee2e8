"""How all stands now: the newest snapshot, and what is on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.screen import Screen

from microtui.course.moment import GraphSeen, Moment, ScratchpadSeen
from microtui.screens.main_screen import MainScreen
from microtui.screens.scratchpad.scratchpad_screen import ScratchpadScreen
from microtui.screens.shared_room import SharedRoom
from microtui.session.snapshot import Snapshot
from microtui.widgets.graph.stage import Stage
from microtui.widgets.network.network_layout import clamped
from microtui.widgets.panes.graph_pane import GraphPane, moment_of
from microtui.widgets.panes.network_view import NetworkView
from microtui.widgets.panes.panes import Panes

IN_FRONT = {
    "MainScreen": "main",
    "LessonScratchpad": "scratchpad",
    "ScratchpadScreen": "scratchpad",
    "HelpScreen": "help",
    "SourceScreen": "source",
    "LegendScreen": "legend",
    "CheckScreen": "check",
    "SettingsScreen": "settings",
}
"""What lessons call a screen, by its class; those that are not open need not be imported."""


def room_in_front(stack: Sequence[Screen[object]]) -> SharedRoom | None:
    """The last that is no dialog: that of the run, or of an expression."""
    return next((each for each in reversed(stack) if isinstance(each, SharedRoom)), None)


def moment_seen(
    stack: Sequence[Screen[object]],
    main: MainScreen,
    snapshot: Snapshot,
    case: str | None = None,
) -> Moment:
    panes, network = main.query_one(Panes), main.query_one(NetworkView)
    room = room_in_front(stack)
    scratchpad = room if isinstance(room, ScratchpadScreen) else None
    stage = scratchpad.stage if scratchpad else run_stage(shown_graph(main), snapshot)
    return Moment(
        snapshot=snapshot,
        screen=IN_FRONT.get(type(stack[-1]).__name__, "dialog"),
        pane=panes.chosen,
        is_alone=panes.is_one_alone,
        graph=None if stage is None else seen(stage),
        scratchpad=None if scratchpad is None else scratchpad_seen(scratchpad),
        unit=clamped(network.chosen, snapshot.sizes),
        sample=network.sample,
        case=case,
    )


def seen(stage: Stage) -> GraphSeen:
    return GraphSeen(stage.walk, stage.position, stage.chosen, len(stage.folding.unfolded))


def scratchpad_seen(screen: ScratchpadScreen) -> ScratchpadSeen:
    return ScratchpadSeen(screen.text, screen.evaluated, screen.sizes.h, screen.sizes.rate)


def shown_graph(main: MainScreen) -> GraphPane | None:
    """The pane of the run's graph, where it is on the screen, or comes there with the next one."""
    pane = main.query_one(GraphPane)
    return pane if pane.is_seen or main.query_one(Panes).chosen == pane.id else None


def run_stage(pane: GraphPane | None, snapshot: Snapshot) -> Stage | None:
    """The graph that stands on the screen; one that is newer than that, looked at as that is."""
    if pane is None:
        return None
    shown, stage = snapshot.graph, pane.stage
    if shown is None or shown.walk is None or pane.shows(moment_of(snapshot, shown)):
        return stage
    return Stage.of(shown.walk) if stage is None else stage.of_same_kind(shown.walk)
