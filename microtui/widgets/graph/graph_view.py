"""The view of a graph: choose a node, unfold it, walk the chain rule through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.geometry import Size as Room
from textual.reactive import reactive

from engine.arrays import Array
from engine.graph.walk import Walk
from microtui.messages import FindAsked, RuleAsked, Said
from microtui.session.snapshot import Place
from microtui.widgets.drawing.lines_view import LinesView
from microtui.widgets.graph.camera import showing, within
from microtui.widgets.graph.drawing.edges import drawn_edges
from microtui.widgets.graph.drawing.graph_drawing import GraphDrawing
from microtui.widgets.graph.drawing.graph_looks import looks_of
from microtui.widgets.graph.drawing.node_faces import Size, faces_of
from microtui.widgets.graph.drawing.placing import SIZES, Placing, fitted, placing_of
from microtui.widgets.graph.graph_keys import GRAPH_KEYS
from microtui.widgets.graph.graph_words import WordsBelow, progress_of
from microtui.widgets.graph.neighbours import Direction, neighbour
from microtui.widgets.graph.stage import Stage
from microtui.words.graph.node_text import too_many

MOST_SHOWN = 2_000
"""Nodes at once: to lay out so many takes a fifth of a second, and nobody finds a way in more."""

AHEAD = 3
"""Columns right of the chosen node that are in view at first."""

WORDS = 3
"""Lines for what is said of the last step."""


class GraphView(LinesView, can_focus=True):
    """Draws a graph, as far as there is room, with the last step of its walk in words below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "graph--edge",
        "graph--node",
        "graph--chosen",
        "graph--lit",
        "graph--words",
        "graph--rule",
        "graph--warning",
        "graph--map",
    }
    BINDINGS: ClassVar[list[BindingType]] = [*GRAPH_KEYS]

    stage: reactive[Stage | None] = reactive(None, repaint=False, bindings=True)
    size_asked: reactive[Size | None] = reactive(None, repaint=False)
    """In which size the reader wants the boxes; None takes what fits."""

    _offset = (0, 0)
    _placing: Placing | None = None
    _placed_for: object = None

    # -- what is shown ---------------------------------------------------------------------------

    def show_walk(self, walk: Walk, *, is_same: bool) -> None:
        """Show this graph; where it is the one that stood there, wherever its walk is."""
        if self.stage is None:
            self._begin(Stage.of(walk))
        elif not is_same:
            self.set_reactive(GraphView.stage, self.stage.of_same_kind(walk))
        self.draw_stage()

    def _begin(self, stage: Stage) -> None:
        """Show the stage, with what leads to the chosen node in view."""
        self.set_reactive(GraphView.stage, stage)
        self._place(stage)
        assert self._placing is not None
        box, room = self._placing.layout.boxes[stage.place], self._room
        self._offset = (box.x + box.width + AHEAD - room.width, box.y - room.height // 2)

    def watch_stage(self) -> None:
        self.draw_stage()

    def watch_size_asked(self) -> None:
        self.draw_stage()

    @property
    def pictures(self) -> Mapping[Place, Array]:
        """What single neurons compute over the plane, where that is known."""
        return {}

    @property
    def why_not(self) -> str:
        """Why there is no walk now; empty where there is."""
        return ""

    @property
    def stands_still(self) -> bool:
        """Whether the graph may be laid out anew where it would look otherwise."""
        return True

    # -- keys ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape is this view's own only while somebody walks."""
        is_walking = self.stage is not None and self.stage.position is not None
        return action != "leave_walk" or is_walking

    def action_walk(self, steps: int) -> None:
        self._go(lambda stage: stage.walked(steps))

    def action_walk_node(self, direction: int) -> None:
        self._go(lambda stage: stage.walked_node(direction))

    def action_walk_to(self, end: int) -> None:
        self._go(lambda stage: stage.at(stage.stops[end]))

    def action_leave_walk(self) -> None:
        if self.stage is not None:
            self.stage = self.stage.at(None)

    def _go(self, step: Callable[[Stage], Stage]) -> None:
        if self.stage is None:
            return
        if self.why_not:
            self.post_message(Said(self.why_not, is_warning=True))
            return
        self._change(step(self.stage))

    def action_fold(self) -> None:
        if self.stage is None:
            return
        opened = self.stage.opened()
        if opened is self.stage:
            self._change(self.stage.closed())
        elif self._has_room_for(opened):
            self._begin(opened)
            self.draw_stage()

    def action_close(self) -> None:
        if self.stage is not None:
            self._change(self.stage.closed())

    def action_open_all(self) -> None:
        if self.stage is not None and self._has_room_for(opened := self.stage.all_opened()):
            self._change(opened)

    def _has_room_for(self, stage: Stage) -> bool:
        """Whether so many nodes can be laid out while somebody waits; else it is said."""
        count = len(stage.folding.shown)
        if count > MOST_SHOWN:
            self.post_message(Said(too_many(count, MOST_SHOWN), is_warning=True))
        return count <= MOST_SHOWN

    def action_next_size(self) -> None:
        if self._placing is not None:
            self.size_asked = SIZES[(SIZES.index(self._placing.size) + 1) % len(SIZES)]

    def action_choose(self, direction: Direction) -> None:
        if self.stage is not None and self._placing is not None:
            place = neighbour(self.stage, self._placing.layout, direction)
            self._change(self.stage.choosing(place))

    def action_choose_end(self, end: int) -> None:
        if self.stage is not None:
            shown = self.stage.folding.shown
            self._change(self.stage.choosing(end % len(shown)))

    def action_show_rule(self) -> None:
        if self.stage is not None:
            output = self.stage.folding.shown[self.stage.place].output
            operation = "" if output is None else self.stage.graph.nodes[output].operation
            self.post_message(RuleAsked(operation, self.stage.walk.overwrites))

    def action_find_node(self) -> None:
        self.post_message(FindAsked(self.find))

    def find(self, sought: str) -> None:
        """Go to the first node whose name has this in it."""
        if self.stage is not None:
            self._change(self.stage.found(sought))

    def action_pan(self, columns: int, lines: int) -> None:
        """By half a window."""
        room = self._room
        x, y = self._offset
        self._offset = (x + columns * room.width // 2, y + lines * room.height // 2)
        self.draw_stage()

    def _change(self, stage: Stage) -> None:
        """Show the stage, with what is chosen in view."""
        self.set_reactive(GraphView.stage, stage)
        self._place(stage)
        assert self._placing is not None
        seen = [stage.place] if stage.lit is None else [stage.place, stage.lit[1]]
        boxes = [self._placing.layout.boxes[place] for place in seen]
        self._offset = showing(self._window, boxes, self._placing.extent)
        self.draw_stage()
        self.refresh_bindings()

    # -- the mouse -------------------------------------------------------------------------------

    def on_click(self, event: Click) -> None:
        """Choose the node there; twice, unfold it."""
        offset = event.get_content_offset(self)
        if offset is None or self.stage is None or self._placing is None:
            return
        x, y = offset.x + self._window.x, offset.y + self._window.y
        for place, box in enumerate(self._placing.layout.boxes):
            if offset.y < self._room.height and Region(
                box.x, box.y, box.width, box.height
            ).contains(x, y):
                self._change(self.stage.choosing(place))
                if event.chain == 2:
                    self.action_fold()
                return

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        self.action_pan(*((1, 0) if event.shift else (0, 1)))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        self.action_pan(*((-1, 0) if event.shift else (0, -1)))

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def _room(self) -> Room:
        """What there is for the graph itself, above the words."""
        width, height = self.content_size
        return Room(width, max(height - self._words, 0))

    @property
    def _words(self) -> int:
        """Lines for words: as many as there are, as long as more is left for the graph."""
        return min(WORDS, max(self.content_size.height // 3, 1))

    @property
    def _window(self) -> Region:
        assert self._placing is not None
        offset = within(self._offset, self._placing.extent, self._room)
        return Region(*offset, *self._room)

    def _place(self, stage: Stage) -> None:
        """Lay the graph out, unless it is laid out as it is; while it moves, edges stay."""
        shown = stage.folding.shown
        structure = tuple((each.group, each.members[-1], each.parents) for each in shown)
        wanted = (structure, self.size_asked, self._room.height, bool(self.pictures))
        edges = tuple(drawn_edges(stage.folding)) if self.stands_still else None
        before = self._placing
        if before is not None and wanted == self._placed_for and edges in (None, before.edges):
            return
        faces = faces_of(stage, self.pictures)
        if self.size_asked is None:
            self._placing = fitted(stage, faces, self._room.height)
        else:
            self._placing = placing_of(stage, faces, self.size_asked)
        self._placed_for = wanted

    def draw_stage(self) -> None:
        stage = self.stage
        if stage is None or min(self.content_size) < 1:
            return
        self._place(stage)
        assert self._placing is not None
        looks = looks_of(self, self.ascii_only)
        faces = faces_of(stage, self.pictures)
        drawing = GraphDrawing(stage, self._placing, faces, looks)
        below = WordsBelow(stage, self._placing.layout, looks)
        width, lines = self.content_size.width, self._words
        self.show_lines([*drawing.strips(self._window), *below.strips(self._window, width, lines)])

    @property
    def walk_text(self) -> str:
        """How far the walk is, for the line below the pane."""
        return "" if self.stage is None else progress_of(self.stage)
