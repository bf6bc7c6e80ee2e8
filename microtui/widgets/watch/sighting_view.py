"""What all widgets that draw a watched script have in common."""

from __future__ import annotations

from textual.reactive import reactive

from microtui.widgets.drawing.lines_view import LinesView
from microtui.words.watch.sighting import Sighting


class SightingView(LinesView):
    """A widget that draws what is newest of the script."""

    sighting: reactive[Sighting | None] = reactive(None, repaint=False)
    in_full: reactive[bool] = reactive(True, repaint=False)
    """Whether this frame has room for what is costly."""

    def draw(self, sighting: Sighting) -> None:
        """Show how it is, with as many lines as there is room for."""
        raise NotImplementedError

    @property
    def is_seen(self) -> bool:
        """Whether it stands on the screen, with room for at least one cell."""
        return self.is_on_screen and min(self.content_size) > 0

    def watch_sighting(self, old: Sighting | None, new: Sighting | None) -> None:
        self.redraw()

    def on_show(self) -> None:
        """Nothing may have changed since, and yet it was not drawn while nobody saw it."""
        self.redraw()

    def redraw(self) -> None:
        if self.sighting is not None and min(self.content_size) > 0:
            self.draw(self.sighting)
