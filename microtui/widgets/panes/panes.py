"""All panes, and which of them are shown: as many as there is room for, the last chosen ones.

What is chosen in one of them is looked at in others, too.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on

from microtui.messages import UnitChosen
from microtui.session.run_graph import GraphRequest
from microtui.session.view import View
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.panes.confusion_matrix import ConfusionMatrix
from microtui.widgets.panes.decision_map import DecisionMap
from microtui.widgets.panes.example_table import ExampleTable
from microtui.widgets.panes.graph_pane import GraphPane
from microtui.widgets.panes.network_view import NetworkView
from microtui.widgets.panes.parameter_table import ParameterTable
from microtui.widgets.panes.registry import PANES
from microtui.widgets.recent_panes import RecentPanes


class Panes(RecentPanes):
    """Those of a training run; where there is room for three, two of them are narrow."""

    SHARES: ClassVar[dict[int, str]] = {4: "among-four", 6: "among-six"}

    def __init__(self, *panes: SnapshotView) -> None:
        by_rank = sorted(PANES, key=lambda pane: pane.rank)
        super().__init__(panes, [pane.id for pane in by_rank])
        self._snapshot_views = panes
        # Before they are mounted: then their styles are made up only once.
        narrow = {pane.id for pane in PANES if pane.is_narrow}
        for widget in panes:
            widget.set_class(widget.id not in narrow, "wide", update=False)
        self.mark()

    def ask(self, view: View) -> View:
        """This view, with what each pane needs of the snapshot that is asked for now."""
        for pane in self._snapshot_views:
            view = pane.ask(view)
        return view

    def begin_anew(self) -> None:
        """Nothing is chosen, sought, enlarged or unfolded any more: another run is looked at."""
        self.query_one(ParameterTable).sought = ""
        self.query_one(NetworkView).begin_anew()
        self.query_one(ExampleTable).begin_anew()
        self.query_one(GraphPane).begin_anew()
        self.query_one(ConfusionMatrix).begin_anew()

    @on(ExampleTable.SampleChosen)
    def show_sample(self, message: ExampleTable.SampleChosen) -> None:
        self.query_one(DecisionMap).sample = message.sample
        self.query_one(NetworkView).sample = message.sample
        self.query_one(GraphPane).request = GraphRequest(sample=message.sample)

    @on(ConfusionMatrix.CellChosen)
    def list_cell(self, message: ConfusionMatrix.CellChosen) -> None:
        self.query_one(ExampleTable).list_cell(message.cell, of_test=message.of_test)

    @on(UnitChosen)
    def show_unit(self, message: UnitChosen) -> None:
        self.query_one(NetworkView).chosen = message.place
        self.query_one(ExampleTable).unit = message.place

    def _of_width(self, *, is_narrow: bool) -> list[str]:
        """Those that half of 80 columns shows well, or the others; the last chosen is the last."""
        those = {pane.id for pane in PANES if pane.is_narrow == is_narrow}
        return [pane for pane in self._by_recency if pane in those]

    def mark(self) -> None:
        super().mark()
        three = [*self._of_width(is_narrow=True)[-2:], *self._of_width(is_narrow=False)[-1:]]
        for widget in self._snapshot_views:
            widget.set_class(str(widget.id) in three, "among-three", update=self.is_mounted)
