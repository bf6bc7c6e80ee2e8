"""A laid-out graph as lines: the part of it that a window shows."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from microtui.terminal.characters import as_ascii
from microtui.widgets.drawing.cell_canvas import CellCanvas
from microtui.widgets.graph.drawing.edges import others_of
from microtui.widgets.graph.drawing.graph_looks import GraphLooks
from microtui.widgets.graph.drawing.node_drawing import NodeDrawing
from microtui.widgets.graph.drawing.node_faces import Face
from microtui.widgets.graph.drawing.placing import Placing, lines_in
from microtui.widgets.graph.layout.line_drawing import Window, drawn_for_ascii, line_cells
from microtui.widgets.graph.layout.shapes import Edge, Placed, Route
from microtui.widgets.graph.stage import Stage

HEAVY = str.maketrans("─│╭╮╰╯├┤┬┴┼•", "━┃┏┓┗┛┣┫┳┻╋•")
HEAVY_ASCII = str.maketrans("─│╭╮╰╯├┤┬┴┼•▸", "=##########*>")


@dataclass(frozen=True)
class GraphDrawing:
    """Draws one moment of looking at a graph."""

    stage: Stage
    placing: Placing
    faces: list[Face]
    looks: GraphLooks
    shows_chosen: bool = True

    def strips(self, window: Region) -> list[Strip]:
        """What is within this part of the layout, a line each."""
        canvas = CellCanvas(window.width, window.height)
        self._draw_lines(canvas, window)
        # A step of backward goes along an edge from its end to its beginning.
        lit = None if self.stage.lit is None else Edge(self.stage.lit[1], self.stage.lit[0])
        near = [self._route(edge) for edge in self._edges_of_chosen if edge != lit]
        self._draw_routes(canvas, window, near, self.looks.node, is_heavy=False)
        if lit is not None:
            route = self._route(lit, self._use_of_step)
            self._draw_routes(canvas, window, [route], self.looks.lit, is_heavy=True)
        for position, box in enumerate(self.placing.layout.boxes):
            if window.overlaps(Region(box.x, box.y, box.width, box.height)):
                drawing = NodeDrawing(
                    canvas,
                    self.looks,
                    is_chosen=self.shows_chosen and position == self.stage.place,
                    is_lit=lit is not None and position == lit.source,
                )
                face = self.faces[position]
                drawing.draw(face, box.x - window.x, box.y - window.y, box.width, box.height)
        return canvas.strips()

    @property
    def _edges_of_chosen(self) -> list[Edge]:
        """Those that are drawn anyway, and the others, which are only as long as it is chosen."""
        if not self.shows_chosen:
            return []
        place = self.stage.place
        drawn = [edge for edge in self.placing.edges if place in (edge.source, edge.target)]
        others = others_of(self.stage.folding, place, set(self.placing.edges))
        return [*drawn, *others]

    def _draw_lines(self, canvas: CellCanvas, window: Region) -> None:
        for (x, y), character in lines_in(self.placing, window).items():
            canvas.put(x - window.x, y - window.y, self._shown(character), self.looks.edge)

    def _draw_routes(
        self,
        canvas: CellCanvas,
        window: Region,
        routes: list[Route | None],
        style: Style | None,
        *,
        is_heavy: bool,
    ) -> None:
        """On top of all other lines; those that go nowhere near are left out."""
        drawn = [route for route in routes if route is not None]
        for (x, y), character in line_cells(drawn, Window(*window)).items():
            if is_heavy:
                character = character.translate(HEAVY_ASCII if self.looks.ascii_only else HEAVY)
            canvas.put(x - window.x, y - window.y, self._shown(character), style)

    def _shown(self, character: str) -> str:
        return as_ascii(drawn_for_ascii(character)) if self.looks.ascii_only else character

    @property
    def _use_of_step(self) -> int:
        """How often the node of the last step has used the same parent before that one use."""
        step = self.stage.step
        if step is None:
            return 0
        return self.stage.graph.nodes[step.node].parents[: step.use].count(step.parent)

    def _route(self, edge: Edge, use: int = 0) -> Route | None:
        """Its line; one that is not drawn else goes straight from one column to the next.

        Where a node uses another twice, there are as many lines.
        """
        lines = [number for number, each in enumerate(self.placing.edges) if each == edge]
        if lines:
            return self.placing.layout.routes[lines[min(use, len(lines) - 1)]]
        boxes = self.placing.layout.boxes
        return direct_route(boxes[edge.source], boxes[edge.target])


def direct_route(source: Placed, target: Placed) -> Route | None:
    """Through the channel between two neighbouring columns; None where they are farther apart."""
    if target.column != source.column + 1:
        return None
    start, end = source.y + source.height // 2, target.y + target.height // 2
    turn = target.x - 2
    points = [(source.x + source.width, start), (turn, start), (turn, end), (target.x - 1, end)]
    return Route(tuple(dict.fromkeys(points)))
