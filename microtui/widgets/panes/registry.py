"""All panes. A new one is a file in this folder, which draws it, and an entry here."""

from __future__ import annotations

from dataclasses import dataclass

from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.panes.confusion_matrix import ConfusionMatrix
from microtui.widgets.panes.decision_map import DecisionMap
from microtui.widgets.panes.example_table import ExampleTable
from microtui.widgets.panes.gradient_view import GradientView
from microtui.widgets.panes.graph_pane import GraphPane
from microtui.widgets.panes.histograms import Histograms
from microtui.widgets.panes.loss_plot import LossPlot
from microtui.widgets.panes.network_view import NetworkView
from microtui.widgets.panes.parameter_table import ParameterTable
from microtui.widgets.panes.update_panel import UpdatePanel


@dataclass(frozen=True)
class Pane:
    """What the program must know of a pane beside how it is drawn."""

    id: str
    """Its name for the style sheet and for its key."""
    key: str
    explanation: str
    """What its key does, in the words of help and command palette."""
    rank: int
    """At first, where there is room for so many panes, those up to this rank are shown."""
    widget: type[SnapshotView]
    is_narrow: bool = False
    """Whether half of 80 columns shows it well."""
    short: str = ""
    """What it is called where all their names have no room side by side; its id, if empty."""


PANES = (
    Pane("loss", "1", "Go to the loss curves", 3, LossPlot),
    Pane("map", "2", "Go to the decision map", 1, DecisionMap, is_narrow=True),
    Pane(
        "parameters",
        "3",
        "Go to all parameters",
        2,
        ParameterTable,
        is_narrow=True,
        short="weights",
    ),
    Pane("update", "4", "Go to the lines of an update", 4, UpdatePanel),
    Pane("network", "5", "Go to the network", 5, NetworkView, short="net"),
    Pane("histograms", "6", "Go to the histograms", 6, Histograms, short="bars"),
    Pane("gradient", "7", "Go to what a gradient is made of", 7, GradientView, short="grad"),
    Pane("examples", "8", "Go to the samples, one by one", 8, ExampleTable, short="samples"),
    Pane("graph", "9", "Go to the graph of one sample, node by node", 9, GraphPane),
    Pane(
        "confusion",
        "0",
        "Go to which classes are taken for which",
        10,
        ConfusionMatrix,
        is_narrow=True,
        short="classes",
    ),
)
"""In the order in which they stand on the screen."""

SHORT_NAMES = {pane.id: pane.short or pane.id for pane in PANES}
