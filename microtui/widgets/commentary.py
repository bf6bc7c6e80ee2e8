"""The running commentary: what is going on, in words, and for a while what the last key changed."""

from __future__ import annotations

from typing import ClassVar

from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.telling import TELLING_CLASSES, Telling
from microtui.words.situations.table import explain


class Commentary(SnapshotView, Telling):
    """On the situation that a run is in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = TELLING_CLASSES

    def draw(self, snapshot: Snapshot) -> None:
        self.show_explanation(explain(snapshot))
