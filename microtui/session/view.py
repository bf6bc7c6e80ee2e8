"""What the screen asks to be told: how large its parts are, and what is looked at in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from microtui.session.run_graph import GraphRequest

Axes = tuple[int, int] | Literal["principal"]
"""What a map shows horizontally and vertically: two columns of the data, or the two directions in
which its samples differ most."""

Place = tuple[int, int]
"""A unit: its layer, where 0 are the inputs, and its number in that layer, from 0."""


@dataclass(frozen=True)
class UnitView:
    """How large the pictures of single units are, in points; zero means no pictures."""

    columns: int = 0
    rows: int = 0
    only: Place | None = None
    """The one unit to be pictured; None pictures all."""


@dataclass(frozen=True)
class ExamplesView:
    """Which samples are listed, and in which order."""

    by_loss: bool = True
    """The largest loss first; else by number."""
    with_test: bool = False
    """Whether the test set is listed, too."""
    only_test: bool = False
    """Whether nothing but the test set is."""
    cell: tuple[int, int] | None = None
    """Only samples of the first class that are taken for the second; None lists all."""


@dataclass(frozen=True)
class View:
    """What the screen has room for, so that nothing is computed that nobody sees.

    `field_columns` x `field_rows` is the grid of points for the decision map: with half blocks a
    cell shows two rows. Zero means that no map is on the screen.
    """

    field_columns: int = 0
    field_rows: int = 0
    axes: Axes | None = None
    """What the map shows horizontally and vertically; None is what suits the data."""
    output: int = 0
    """Which of several targets that are numbers the map shows."""
    confusion: bool = False
    """Whether it is on the screen which classes are taken for which."""
    units: UnitView | None = None
    """None where no single units are on the screen."""
    activation_bins: int = 0
    """How many bins the histograms of activations have; zero means no histograms."""
    parameter: int | None = None
    """The parameter of which the gradient is taken apart."""
    examples: ExamplesView | None = None
    """None where no list of samples is on the screen."""
    sample: int | None = None
    """The sample that is followed through the network, neuron by neuron."""
    graph: GraphRequest | None = None
    """Of which sample the graph is wanted; None where none is on the screen."""
    in_full: bool = True
    """Whether the parts that are costly to draw are wanted, too: the map and the plot."""
    is_urgent: bool = False
    """Whether somebody waits for it: then training lets the screen draw before it goes on."""
