"""A graph laid out, and the part of it that is in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.geometry import Region
from textual.geometry import Size as Room
from textual.strip import Strip

from engine.arrays import Array
from microtui.session.view import Place
from microtui.widgets.graph.camera import showing, within
from microtui.widgets.graph.drawing.edges import drawn_edges
from microtui.widgets.graph.drawing.graph_drawing import GraphDrawing
from microtui.widgets.graph.drawing.graph_looks import GraphLooks
from microtui.widgets.graph.drawing.node_faces import Face, Size, faces_of
from microtui.widgets.graph.drawing.placing import SIZES, Placing, fitted, placing_of
from microtui.widgets.graph.graph_words import WordsBelow
from microtui.widgets.graph.neighbours import Direction, neighbour
from microtui.widgets.graph.stage import Stage

AHEAD = 3
"""Columns right of the chosen node that are in view at first."""


class Sheet:
    """Lays a graph out only where it is another one by now, and remembers where the window is."""

    def __init__(self) -> None:
        self.placing: Placing | None = None
        self._offset = (0, 0)
        self._room = Room()
        self._frame: tuple[Size | None, Room] | None = None
        """The size that was asked for last, and the room."""
        self._faces: list[Face] = []
        self._laid_out_for: object = None
        self._pictures: Mapping[Place, Array] | None = None
        self._seen: object = None
        """With the pictures, what was last laid out: for each key it comes more than once."""

    def forget(self) -> None:
        """Lay it out anew next time, whatever it looks like."""
        self._laid_out_for = self._seen = None

    def lay_out(
        self,
        stage: Stage,
        pictures: Mapping[Place, Array],
        size: Size | None,
        room: Room,
        *,
        moves: bool,
    ) -> None:
        """In boxes of this size, or of one that fits; while it moves, the same edges are drawn.

        In another room, or in boxes of another size, the chosen node comes into view again, and
        what leads to it, as far as there is room.
        """
        frame, before = (size, room), self._frame
        self._frame = frame
        self._place(stage, pictures, size, room, moves=moves)
        if before not in (None, frame):
            self.show([stage.place, *stage.folding.shown[stage.place].parents])

    def _place(
        self,
        stage: Stage,
        pictures: Mapping[Place, Array],
        size: Size | None,
        room: Room,
        *,
        moves: bool,
    ) -> None:
        seen = (stage, size, room, moves)
        if seen == self._seen and pictures is self._pictures:
            return
        self._seen, self._pictures, self._room = seen, pictures, room
        self._faces = faces = faces_of(stage, pictures)
        shown = stage.folding.shown
        structure = tuple((each.group, each.members[-1], each.parents) for each in shown)
        has_pictures = any(face.picture is not None for face in faces)
        wanted = (structure, size, room.height, has_pictures)
        before = self.placing
        is_alike = before is not None and wanted == self._laid_out_for
        if is_alike and moves:
            return
        edges = tuple(drawn_edges(stage.folding))
        if is_alike and before is not None and edges == before.edges:
            return
        self._laid_out_for = wanted
        if size is None:
            self.placing = fitted(stage, faces, edges, room.height)
        else:
            self.placing = placing_of(stage, faces, edges, size)

    def strips(self, stage: Stage, looks: GraphLooks, words: int, at_end: str) -> list[Strip]:
        """The part that is in view, and below it so many lines of words; some more at the end."""
        if self.placing is None:
            return []
        window = self.window
        graph = GraphDrawing(stage, self.placing, self._faces, looks).strips(window)
        below = WordsBelow(stage, self.placing.layout, looks, at_end)
        return [*graph, *below.strips(window, self._room.width, words)]

    @property
    def window(self) -> Region:
        """What is in view, as a part of the layout."""
        extent = (0, 0) if self.placing is None else self.placing.extent
        return Region(*within(self._offset, extent, self._room), *self._room)

    @property
    def next_size(self) -> Size:
        size = SIZES[-1] if self.placing is None else self.placing.size
        return SIZES[(SIZES.index(size) + 1) % len(SIZES)]

    def begin_at(self, place: int) -> None:
        """Go where this one is in view, and what leads to it."""
        if self.placing is not None:
            box = self.placing.layout.boxes[place]
            x = box.x + box.width + AHEAD - self._room.width
            self._offset = (x, box.y - self._room.height // 2)

    def neighbour(self, stage: Stage, direction: Direction) -> int:
        """What lies beside the chosen node; that itself where nothing does."""
        return (
            stage.place
            if self.placing is None
            else neighbour(stage, self.placing.layout, direction)
        )

    def show(self, places: Sequence[int]) -> None:
        """Have all of these in view, or else the first; go nowhere where they are."""
        if self.placing is not None:
            boxes = [self.placing.layout.boxes[place] for place in places]
            self._offset = showing(self.window, boxes, self.placing.extent)

    def pan(self, columns: int, lines: int) -> None:
        """By so many halves of the window."""
        x, y = self.window.offset
        self._offset = (x + columns * self._room.width // 2, y + lines * self._room.height // 2)

    def place_at(self, x: int, y: int) -> int | None:
        """The position of what stands at this cell of the window."""
        if self.placing is None or not 0 <= y < self._room.height:
            return None
        cell = (self.window.x + x, self.window.y + y)
        return next(
            (
                place
                for place, box in enumerate(self.placing.layout.boxes)
                if Region(box.x, box.y, box.width, box.height).contains(*cell)
            ),
            None,
        )
