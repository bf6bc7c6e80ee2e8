"""Where the run is between its start and the furthest it has been; a click jumps there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import ClassVar

from textual import events
from textual.message import Message

from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.change_marks import change_marks
from microtui.words.signs import signs


class Scrubber(SnapshotView):
    """One line over all epochs of the run; it can be clicked and dragged."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "scrubber--done",
        "scrubber--ahead",
        "scrubber--warning",
    }

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
        done = column_of(snapshot.epoch, last, length)
        line, knob = ("-", "O") if self.ascii_only else ("─", "●")
        change = signs(ascii_only=self.ascii_only).change
        track = [line] * done + [knob] + [line] * (length - 1 - done)
        styles = [self.style_of("scrubber--done")] * (done + 1)
        styles += [self.style_of("scrubber--ahead")] * (length - 1 - done)
        warning = self.style_of("scrubber--warning")
        for mark in change_marks(snapshot.changes):
            column = column_of(mark.epoch, last, length)
            if column != done:
                track[column] = change
                if mark.is_warning:
                    styles[column] = warning
        strip = text_strip(
            (str(snapshot.epoch).rjust(digits - 1) + " ", None),
            *(
                ("".join(sign for sign, _ in run), style)
                for style, run in groupby(zip(track, styles, strict=True), key=itemgetter(1))
            ),
            (f" {last}", None),
        )
        self.show_lines([strip])


def column_of(epoch: float, last: int, length: int) -> int:
    """Where an epoch stands on a line of this length; the one under way stands at its end."""
    return round((length - 1) * min(epoch, last) / last) if last else length - 1
