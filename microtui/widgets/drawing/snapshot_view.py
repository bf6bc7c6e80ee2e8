"""What all widgets that draw a snapshot have in common."""

from __future__ import annotations

from textual.reactive import reactive

from microtui.messages import ViewChanged
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.widgets.drawing.lines_view import LinesView


class SnapshotView(LinesView):
    """A widget that draws the newest snapshot, and says what it needs of the next one."""

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    _asked = View()

    @property
    def is_seen(self) -> bool:
        """Whether it stands on the screen, with room for at least one cell."""
        return self.is_on_screen and min(self.content_size) > 0

    @property
    def has_keys(self) -> bool:
        """Whether keys act on it: it has the focus, or what has it leaves them alone."""
        return self.has_focus or getattr(self.screen, "lender", None) is self

    def draw(self, snapshot: Snapshot) -> None:
        """Show what this snapshot says, with as many lines as there is room for."""
        raise NotImplementedError

    def add_to(self, view: View) -> View:
        """This view, and in it what the widget needs of a snapshot; most need nothing more."""
        return view

    def ask(self, view: View) -> View:
        """`add_to` for the snapshot that is asked for now."""
        self._asked = self.add_to(View())
        return self.add_to(view)

    def watch_snapshot(self, old: Snapshot | None, new: Snapshot | None) -> None:
        self.redraw()

    def redraw(self) -> None:
        if self.add_to(View()) != self._asked:
            self.post_message(ViewChanged())
        if self.snapshot is not None:
            self.draw(self.snapshot)
