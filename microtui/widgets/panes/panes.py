"""All panes, and which of them are shown: as many as there is room for, the last chosen ones."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget

from microtui.session.snapshot import View
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.panes.registry import PANES


class Panes(Container):
    """Marks panes by classes; the style sheet says which of these are shown at which size."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go_on(1)", "next pane", show=False),
        Binding("shift+tab", "go_on(-1)", "pane before", show=False),
    ]

    def __init__(self, *panes: SnapshotView) -> None:
        super().__init__(*panes, id="panes", classes="together")
        self._panes = panes
        by_rank = sorted(PANES, key=lambda pane: pane.rank, reverse=True)
        self._by_recency = [pane.id for pane in by_rank]
        """Ids, the one to be kept longest last."""
        # Before they are mounted: then their styles are made up only once.
        narrow = {pane.id for pane in PANES if pane.is_narrow}
        for widget in panes:
            widget.set_class(widget.id not in narrow, "wide", update=False)
        self._mark()

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self._choose_focused, init=False)

    def ask(self, view: View) -> View:
        """This view, with what each pane needs of the snapshot that is asked for now."""
        for pane in self._panes:
            view = pane.ask(view)
        return view

    def on_show(self) -> None:
        """After there was no room for any, the pane chosen last has the keys again."""
        if self.screen.focused is None:
            self.screen.set_focus(self.query_one(".chosen"), scroll_visible=False)

    def show(self, pane: str) -> None:
        """Go to a pane; where it is not shown, it takes the place of one chosen longer ago."""
        self._choose(pane)
        # At once, where `focus` would wait for its turn: the next key may be under way.
        self.screen.set_focus(self.query_one(f"#{pane}"), scroll_visible=False)

    def maximise(self) -> None:
        """Show the pane chosen last alone, or all again."""
        self.toggle_class("together")
        self.show(self._by_recency[-1])

    def action_go_on(self, step: int) -> None:
        """Go to the next pane shown, which Textual knows only once all have been laid out."""
        shown = [str(pane.id) for pane in self._panes if pane.display]
        self.show(shown[(shown.index(self._by_recency[-1]) + step) % len(shown)])

    def _of_width(self, *, is_narrow: bool) -> list[str]:
        """Those that half of 80 columns shows well, or the others; the last chosen is the last."""
        those = {pane.id for pane in PANES if pane.is_narrow == is_narrow}
        return [pane for pane in self._by_recency if pane in those]

    def _choose_focused(self, focused: Widget | None) -> None:
        """What a click goes to counts as chosen, too."""
        if focused is not None and focused.id in self._by_recency:
            self._choose(focused.id)

    def _choose(self, pane: str) -> None:
        self._by_recency.remove(pane)
        self._by_recency.append(pane)
        self._mark()

    def _mark(self) -> None:
        three = [*self._of_width(is_narrow=True)[-2:], *self._of_width(is_narrow=False)[-1:]]
        for widget in self._panes:
            pane = str(widget.id)
            widget.set_class(pane == self._by_recency[-1], "chosen", update=self.is_mounted)
            widget.set_class(pane in three, "among-three", update=self.is_mounted)
            widget.set_class(pane in self._by_recency[-4:], "among-four", update=self.is_mounted)
            widget.set_class(pane in self._by_recency[-6:], "among-six", update=self.is_mounted)
