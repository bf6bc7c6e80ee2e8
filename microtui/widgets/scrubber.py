"""Where the run is between its start and the furthest it has been; a click jumps there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message

from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView


class Scrubber(SnapshotView):
    """One line over all epochs of the run; it can be clicked and dragged."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"scrubber--done", "scrubber--ahead"}

    @dataclass
    class Moved(Message):
        """Somebody wants to see another epoch."""

        epoch: int

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._move_to(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._move_to(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()

    def _move_to(self, event: events.MouseEvent) -> None:
        offset = event.get_content_offset(self)
        if self.snapshot is not None and offset is not None:
            left, length = self._track
            share = min(max((offset.x - left) / max(length - 1, 1), 0.0), 1.0)
            self.post_message(self.Moved(round(share * self.snapshot.progress.last_epoch)))

    @property
    def _track(self) -> tuple[int, int]:
        """Where the line begins, and how long it is, between the two numbers."""
        last = 0 if self.snapshot is None else self.snapshot.progress.last_epoch
        digits = len(str(last)) + 1
        return digits, max(self.content_size.width - 2 * digits, 1)

    def draw(self, snapshot: Snapshot) -> None:
        last = snapshot.progress.last_epoch
        self.set_class(last > snapshot.epoch, "past")
        digits, length = self._track
        done = round((length - 1) * snapshot.epoch / max(last, 1)) if last else length - 1
        line, knob = ("-", "O") if self.ascii_only else ("─", "●")
        strip = text_strip(
            (str(snapshot.epoch).rjust(digits - 1) + " ", None),
            (line * done + knob, self.style_of("scrubber--done")),
            (line * (length - 1 - done), self.style_of("scrubber--ahead")),
            (f" {last}", None),
        )
        self.show_lines([strip])
