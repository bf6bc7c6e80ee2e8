"""The drawing of a whole graph as text, as the screen shows it."""

from __future__ import annotations

from dataclasses import replace

from textual.geometry import Region

from engine.graph.walk import Walk
from microtui.terminal.characters import as_ascii
from microtui.widgets.graph.drawing.edges import drawn_edges
from microtui.widgets.graph.drawing.graph_drawing import GraphDrawing
from microtui.widgets.graph.drawing.graph_looks import TEXT
from microtui.widgets.graph.drawing.node_faces import faces_of
from microtui.widgets.graph.drawing.placing import placing_of
from microtui.widgets.graph.stage import Stage


def graph_text(walk: Walk, *, ascii_only: bool) -> str:
    """Left to right, a box for each node, without an end of line at its end."""
    stage = Stage.of(walk)
    faces = faces_of(stage, shows_slopes=False)
    placing = placing_of(stage, faces, drawn_edges(stage.folding), "roomy")
    looks = replace(TEXT, ascii_only=ascii_only)
    window = Region(0, 0, *placing.extent)
    drawing = GraphDrawing(stage, placing, faces, looks, shows_chosen=False)
    text = "\n".join(strip.text.rstrip() for strip in drawing.strips(window))
    return as_ascii(text) if ascii_only else text
