"""All panes, and which of them are shown: as many as there is room for, the last chosen ones."""

from __future__ import annotations

from textual.containers import Container

from microtui.session.snapshot import View
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.panes.registry import PANES


class Panes(Container):
    """Marks panes by classes; the style sheet says which of these are shown at which size."""

    def __init__(self, *panes: SnapshotView) -> None:
        super().__init__(*panes, id="panes")
        self._panes = panes
        by_rank = sorted(PANES, key=lambda pane: pane.rank, reverse=True)
        self._by_recency = [pane.id for pane in by_rank]
        """Ids, the one to be kept longest last."""

    def on_mount(self) -> None:
        self._mark()

    def ask(self, view: View) -> View:
        """This view, with what each pane needs of the snapshot that is asked for now."""
        for pane in self._panes:
            view = pane.ask(view)
        return view

    def show(self, pane: str) -> None:
        """Go to a pane; where it is not shown, it takes the place of the one chosen longest ago."""
        self._by_recency.remove(pane)
        self._by_recency.append(pane)
        self._mark()
        self.query_one(f"#{pane}").focus()

    def maximise(self) -> None:
        """Show the pane that has the focus alone, or all again."""
        self.toggle_class("maximised")
        focused = self.screen.focused
        has_focus = focused is not None and focused.id in self._by_recency
        self.show(str(focused.id) if focused is not None and has_focus else self._by_recency[-1])

    def _mark(self) -> None:
        for pane in self._by_recency:
            widget = self.query_one(f"#{pane}")
            widget.set_class(pane == self._by_recency[-1], "chosen")
            widget.set_class(pane in self._by_recency[-2:], "shown")
            widget.set_class(pane in self._by_recency[-4:], "among-four")
            widget.set_class(pane in self._by_recency[-6:], "among-six")
