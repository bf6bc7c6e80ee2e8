"""The sentence under the panes of a watched loop, and for a while what the last key did."""

from __future__ import annotations

from typing import ClassVar

from microtui.widgets.telling import TELLING_CLASSES, Telling
from microtui.widgets.watch.sighting_view import SightingView
from microtui.words.watch.sighting import Sighting
from microtui.words.watch.watch_commentary import explain_loop


class WatchCommentary(SightingView, Telling):
    """On the situation that a loop is in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = TELLING_CLASSES

    def draw(self, sighting: Sighting) -> None:
        self.show_explanation(explain_loop(sighting))
