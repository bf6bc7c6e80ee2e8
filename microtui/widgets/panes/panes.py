"""All panes, and which of them are shown: as many as there is room for, the last chosen ones."""

from __future__ import annotations

from typing import ClassVar

from microtui.session.view import View
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.panes.registry import PANES
from microtui.widgets.recent_panes import RecentPanes


class Panes(RecentPanes):
    """Those of a training run; where there is room for three, two of them are narrow."""

    SHARES: ClassVar[dict[int, str]] = {4: "among-four", 6: "among-six"}

    def __init__(self, *panes: SnapshotView) -> None:
        by_rank = sorted(PANES, key=lambda pane: pane.rank)
        super().__init__(panes, [pane.id for pane in by_rank])
        self._snapshot_views = panes
        # Before they are mounted: then their styles are made up only once.
        narrow = {pane.id for pane in PANES if pane.is_narrow}
        for widget in panes:
            widget.set_class(widget.id not in narrow, "wide", update=False)
        self.mark()

    def ask(self, view: View) -> View:
        """This view, with what each pane needs of the snapshot that is asked for now."""
        for pane in self._snapshot_views:
            view = pane.ask(view)
        return view

    def _of_width(self, *, is_narrow: bool) -> list[str]:
        """Those that half of 80 columns shows well, or the others; the last chosen is the last."""
        those = {pane.id for pane in PANES if pane.is_narrow == is_narrow}
        return [pane for pane in self._by_recency if pane in those]

    def mark(self) -> None:
        super().mark()
        three = [*self._of_width(is_narrow=True)[-2:], *self._of_width(is_narrow=False)[-1:]]
        for widget in self._snapshot_views:
            widget.set_class(str(widget.id) in three, "among-three", update=self.is_mounted)
