"""The graph of one sample of the run: every neuron, up to the loss, and the walk through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive

from engine.arrays import Array
from microtui.keys import key
from microtui.session.run_graph import GraphRequest, RunGraph
from microtui.session.snapshot import Snapshot
from microtui.session.view import Place, UnitView, View
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.graph.graph_view import GraphView
from microtui.words.graph.sample_text import (
    NOT_LIVE,
    TOO_LARGE,
    WHILE_PLAYING,
    after_walk,
    sample_text,
)

PICTURES = UnitView(4, 4)
"""Of what a neuron computes, as large as its box has room for; those of the network do as well."""


class GraphPane(GraphView, SnapshotView):
    """Follows the run while it plays, and stands still for a walk while it does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "left_square_bracket",
            "sample(-1)",
            "sample back",
            "The batch's sample before",
            "looking",
        ),
        key("right_square_bracket", "sample(1)", "sample on", "The batch's next sample", "looking"),
    ]
    BORDER_TITLE = "Graph"

    request: reactive[GraphRequest] = reactive(GraphRequest(), repaint=False)

    _moment: tuple[object, ...] = ()

    watch_request = SnapshotView.redraw

    def add_to(self, view: View) -> View:
        if not self.is_seen:
            return view
        units = view.units if view.units and view.units.columns else PICTURES
        return replace(view, graph=self.request, units=units)

    @property
    def pictures(self) -> Mapping[Place, Array]:
        if self.snapshot is None or self.snapshot.units is None:
            return super().pictures
        return self.snapshot.units.pictures

    @property
    def why_not(self) -> str:
        return WHILE_PLAYING if not self.stands_still else ""

    @property
    def stands_still(self) -> bool:
        return self.snapshot is None or not self.snapshot.progress.playing

    @property
    def at_end(self) -> str:
        if self.snapshot is None or self.snapshot.graph is None:
            return ""
        return after_walk(self.snapshot, self.snapshot.graph)

    def shows(self, moment: tuple[object, ...]) -> bool:
        """Whether what stands there is the graph of this moment."""
        return moment == self._moment

    def begin_anew(self) -> None:
        """As the program begins: the next graph is looked at as if it were the first."""
        self.request = GraphRequest()
        self.set_reactive(GraphView.stage, None)

    def action_sample(self, step: int) -> None:
        """Go to a neighbour in the batch under way; from any other sample, to its first."""
        if self.request.sample is None:
            # As asked for last, which may not have come yet: keys may be typed in one go.
            self.request = GraphRequest(place=self.request.place + step)
            return
        shown = None if self.snapshot is None else self.snapshot.graph
        place = None if shown is None else shown.place
        self.request = GraphRequest(place=0 if place is None else place + step)

    def draw(self, snapshot: Snapshot) -> None:
        shown = snapshot.graph
        if shown is None or not self.is_seen:
            if snapshot.progress.playing and snapshot.in_full and self.stage is not None:
                self.set_subtitle(NOT_LIVE)
            return
        if shown.walk is None:
            self.show_nothing()
            self.set_subtitle(TOO_LARGE)
            return
        moment = moment_of(snapshot, shown)
        is_same, self._moment = moment == self._moment, moment
        self.show_walk(shown.walk, is_same=is_same)

    def draw_stage(self) -> None:
        super().draw_stage()
        if self.snapshot is not None and self.snapshot.graph is not None:
            parts = (sample_text(self.snapshot, self.snapshot.graph), self.walk_text)
            self.set_subtitle(" · ".join(filter(None, parts)))


def moment_of(snapshot: Snapshot, shown: RunGraph) -> tuple[object, ...]:
    """What is otherwise whenever another graph stands there."""
    return (
        snapshot.progress.exchange,
        snapshot.updates,
        snapshot.phase,
        len(snapshot.changes),
        shown.sample,
    )
