"""The graph of what is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from engine.graph.walk import Walk
from microtui.widgets.graph.graph_view import GraphView
from microtui.widgets.graph.stage import Stage

FOLDING = ("fold", "close", "open_all")
"""Actions for which there is nothing here: only a network folds."""

MISTAKEN = "with the mistake = for +="
OUTDATED = "of the text before"


class ScratchGraph(GraphView):
    """A graph without neurons, and so with nothing to fold."""

    is_of_text_before = False
    """Whether the text has been changed since, and is no formula as it stands."""

    _names: tuple[str, ...] = ()
    _waiting: Walk | None = None
    """To be shown as soon as it is known how much room there is."""
    _beginning: Callable[[Stage], Stage] | None = None
    """What is done first to what comes next."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in FOLDING and super().check_action(action, parameters)

    def show_graph(self, walk: Walk, *, is_nudged: bool) -> None:
        """Show the graph of a text; one in which only numbers are others keeps what is chosen."""
        names = tuple(node.name for node in walk.graph.nodes)
        if names != self._names:
            # Names may be longer than their boxes by now.
            self._names = names
            self.sheet.forget()
        self.is_of_text_before = False
        if min(self.content_size) < 1:
            # Laid out for no room it would only be laid out once more.
            self._waiting = walk
        elif is_nudged:
            self.show_walk(walk, is_same=False)
        else:
            stage = self._prepared(walk)
            self._beginning = None
            self._begin(stage)
            self.draw_stage()

    def prepare(self, beginning: Callable[[Stage], Stage]) -> None:
        """Whatever is there now, have this done to what comes next before it is shown."""
        self.set_reactive(GraphView.stage, None)
        self._beginning = beginning

    def _prepared(self, walk: Walk) -> Stage:
        stage = Stage.of(walk)
        return stage if self._beginning is None else self._beginning(stage)

    @property
    def present(self) -> Stage | None:
        """What is shown, or will be as soon as there is room for it."""
        if self.stage is None and self._waiting is not None:
            return self._prepared(self._waiting)
        return self.stage

    def show_mistake(self, *, overwrites: bool) -> None:
        """The same graph, walked with the mistake or without; where one is in the walk stays."""
        if self.stage is not None:
            self.stage = replace(self.stage, walk=Walk(self.stage.graph, overwrites))

    def show_text_changed(self) -> None:
        """Say that the text is no formula now, and that this is still what it was before."""
        self.is_of_text_before = True
        self.draw_stage()

    def redraw(self) -> None:
        walk = self._waiting
        if walk is not None and min(self.content_size) > 0:
            self._waiting = None
            self.show_graph(walk, is_nudged=self.stage is not None)
        else:
            self.draw_stage()

    def draw_stage(self) -> None:
        super().draw_stage()
        self.set_title(self._title())

    def _title(self) -> str:
        """All in the title: where lines are few, there is none for a subtitle."""
        if self.stage is None:
            return "Graph"
        name = self.stage.graph.result.name
        parts = [f"Graph of {name}" if name else "Graph"]
        parts += [MISTAKEN] if self.stage.walk.overwrites else []
        parts += [OUTDATED] if self.is_of_text_before else []
        parts += [self.walk_text] if self.walk_text else []
        return ", ".join(parts)
