"""The panes of a watched loop, in the order in which they stand on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from microtui.widgets.recent_panes import RecentPanes
from microtui.widgets.watch.backward_plot import BackwardLoss, NormsPlot
from microtui.widgets.watch.findings_list import FindingsList
from microtui.widgets.watch.output_lines import OutputLines
from microtui.widgets.watch.output_view import OutputView
from microtui.widgets.watch.sighting_view import SightingView
from microtui.widgets.watch.tensor_table import TensorTable
from microtui.widgets.watch.units_view import UnitsView


@dataclass(frozen=True)
class WatchPane:
    id: str
    """Its name for the style sheet and for its key."""
    key: str
    explanation: str
    rank: int
    """At first, where there is room for so many panes, those up to this rank are shown."""
    widget: type[SightingView]


WATCH_PANES = (
    WatchPane("loss", "1", "Go to the loss curves", 3, BackwardLoss),
    WatchPane("gradients", "2", "Go to the gradients of all tensors", 1, TensorTable),
    WatchPane("norms", "3", "Go to the norms of the gradients over time", 5, NormsPlot),
    WatchPane("findings", "4", "Go to what is wrong with the loop", 2, FindingsList),
    WatchPane("output", "5", "Go to what the script prints", 4, OutputView),
    WatchPane("units", "6", "Go to stuck units, optimizers and rates", 6, UnitsView),
)


class WatchPanes(RecentPanes):
    SHARES: ClassVar[dict[int, str]] = {
        2: "among-two",
        3: "among-three",
        4: "among-four",
        6: "among-six",
    }

    def __init__(self, panes: list[SightingView]) -> None:
        by_rank = sorted(WATCH_PANES, key=lambda pane: pane.rank)
        super().__init__(panes, [pane.id for pane in by_rank])
        self.mark()


def pane_widget(pane: WatchPane, output: OutputLines) -> SightingView:
    if issubclass(pane.widget, OutputView):
        return pane.widget(output, id=pane.id)
    return pane.widget(id=pane.id)
