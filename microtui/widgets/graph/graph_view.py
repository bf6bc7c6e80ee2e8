"""The view of a graph: choose a node, unfold it, walk the chain rule through it.

What lays a graph out and draws it is imported when there is one: the first frame does not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.geometry import Size as Room
from textual.reactive import reactive

from microtui.messages import FindAsked, RuleAsked, Said
from microtui.widgets.drawing.lines_view import LinesView
from microtui.widgets.graph.graph_keys import GRAPH_KEYS

if TYPE_CHECKING:
    from engine.arrays import Array
    from engine.graph.walk import Walk
    from microtui.session.view import Place
    from microtui.widgets.graph.drawing.node_faces import Size
    from microtui.widgets.graph.neighbours import Direction
    from microtui.widgets.graph.sheet import Sheet
    from microtui.widgets.graph.stage import Stage

MOST_SHOWN = 2_000
"""Nodes at once: to lay out so many takes a fifth of a second, and nobody finds a way in more."""

NO_PICTURES: Mapping[Place, Array] = MappingProxyType({})

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

    _typed_before: tuple[Callable[[Stage], Stage], ...] = ()
    """What keys have asked for before there was a graph."""

    @cached_property
    def sheet(self) -> Sheet:
        from microtui.widgets.graph.sheet import Sheet

        return Sheet()

    # -- what is shown ---------------------------------------------------------------------------

    def show_walk(self, walk: Walk, *, is_same: bool) -> None:
        """Show this graph; where it is the one that stood there, wherever its walk is."""
        from microtui.widgets.graph.stage import Stage

        if self.stage is None:
            self._begin(Stage.of(walk))
            typed, self._typed_before = self._typed_before, ()
            for change in typed:
                self._do(change)
        elif not is_same:
            self.set_reactive(GraphView.stage, self.stage.of_same_kind(walk))
        self.draw_stage()

    def show_nothing(self) -> None:
        """Where there is no graph, and none will come, keys have nothing to act on."""
        self.set_reactive(GraphView.stage, None)
        self._typed_before = ()
        self.show_lines([])

    def _begin(self, stage: Stage) -> None:
        """Show the stage, with what leads to the chosen node in view."""
        self.set_reactive(GraphView.stage, stage)
        self._lay_out(stage)
        self.sheet.begin_at(stage.place)

    def watch_stage(self) -> None:
        self.draw_stage()

    def watch_size_asked(self) -> None:
        self.draw_stage()

    @property
    def pictures(self) -> Mapping[Place, Array]:
        """What single neurons compute over the plane, where that is known."""
        return NO_PICTURES

    @property
    def why_not(self) -> str:
        """Why there is no walk now; empty where there is."""
        return ""

    @property
    def at_end(self) -> str:
        """What comes after the walk."""
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

    def action_fold(self) -> None:
        self._do(lambda stage: stage.turned())

    def action_close(self) -> None:
        self._do(lambda stage: stage.closed())

    def action_open_all(self) -> None:
        self._do(lambda stage: stage.all_opened())

    def action_choose(self, direction: Direction) -> None:
        self._do(lambda stage: stage.choosing(self.sheet.neighbour(stage, direction)))

    def action_choose_end(self, end: int) -> None:
        self._do(lambda stage: stage.choosing(end % len(stage.folding.shown)))

    def find(self, sought: str) -> None:
        """Go to the first node whose name has this in it."""
        self._do(lambda stage: stage.found(sought))

    def _go(self, step: Callable[[Stage], Stage]) -> None:
        """Walk, where there is a walk now."""
        if self.why_not:
            self.post_message(Said(self.why_not, is_warning=True))
        else:
            self._do(step)

    def _do(self, change: Callable[[Stage], Stage]) -> None:
        """At once, or as soon as there is a graph: keys may be typed before it has come."""
        if self.stage is None:
            self._typed_before += (change,)
            return
        old, new = self.stage, change(self.stage)
        count = len(new.folding.shown)
        if count > MOST_SHOWN:
            from microtui.words.graph.node_text import too_many

            self.post_message(Said(too_many(count, MOST_SHOWN), is_warning=True))
        elif count > len(old.folding.shown):
            self._begin(new)
            self.draw_stage()
        else:
            self._change(new)

    def action_next_size(self) -> None:
        self.size_asked = self.sheet.next_size

    def action_show_rule(self) -> None:
        if self.stage is not None:
            output = self.stage.folding.shown[self.stage.place].output
            operation = "" if output is None else self.stage.graph.nodes[output].operation
            self.post_message(RuleAsked(operation, self.stage.walk.overwrites_as_told))

    def action_find_node(self) -> None:
        self.post_message(FindAsked(self.find))

    def action_pan(self, columns: int, lines: int) -> None:
        """By half a window."""
        self.sheet.pan(columns, lines)
        self.draw_stage()

    def _change(self, stage: Stage) -> None:
        """Show the stage, with what is chosen in view."""
        self.set_reactive(GraphView.stage, stage)
        self._lay_out(stage)
        self.sheet.show([stage.place] if stage.lit is None else [stage.place, stage.lit[1]])
        self.draw_stage()
        self.refresh_bindings()

    # -- the mouse -------------------------------------------------------------------------------

    def on_click(self, event: Click) -> None:
        """Choose the node there; twice, unfold it."""
        offset = event.get_content_offset(self)
        place = None if offset is None else self.sheet.place_at(*offset)
        if place is not None and self.stage is not None:
            self._change(self.stage.choosing(place))
            if event.chain == 2:
                self.action_fold()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        self.action_pan(*((1, 0) if event.shift else (0, 1)))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        self.action_pan(*((-1, 0) if event.shift else (0, -1)))

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def _words(self) -> int:
        """Lines for words: as many as there are, as long as more is left for the graph."""
        return min(WORDS, max(self.content_size.height // 3, 1))

    def _lay_out(self, stage: Stage) -> None:
        """In the room above the words."""
        width, height = self.content_size
        room = Room(width, max(height - self._words, 0))
        moves = not self.stands_still
        self.sheet.lay_out(stage, self.pictures, self.size_asked, room, moves=moves)

    def draw_stage(self) -> None:
        from microtui.widgets.graph.drawing.graph_looks import looks_of

        stage = self.stage
        if stage is None or min(self.content_size) < 1:
            return
        self._lay_out(stage)
        looks = looks_of(self, self.ascii_only)
        self.show_lines(self.sheet.strips(stage, looks, self._words, self.at_end))

    @property
    def walk_text(self) -> str:
        """How far the walk is, for the line below the pane."""
        return "" if self.stage is None else self.stage.progress
