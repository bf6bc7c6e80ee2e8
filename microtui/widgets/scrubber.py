"""Where the run is between its start and the furthest it has been; a click jumps there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from microtui.session.snapshot import Snapshot
from microtui.terminal.characters import is_ascii_only
from microtui.widgets.drawing.drawn_lines import DrawnLines, text_strip


class Scrubber(Widget):
    """One line over all epochs of the run; it can be clicked and dragged."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"scrubber--done", "scrubber--ahead"}

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    @dataclass
    class Moved(Message):
        """Somebody wants to see another epoch."""

        epoch: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = DrawnLines()

    def watch_snapshot(self) -> None:
        if self.snapshot is not None:
            is_past = self.snapshot.progress.last_epoch > self.snapshot.epoch
            self.set_class(is_past, "past")
        self._draw()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._draw())

    def on_resize(self) -> None:
        self._draw()

    def render(self) -> RenderResult:
        return ""

    def render_line(self, y: int) -> Strip:
        return self._lines.line(self, y)

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

    def _draw(self) -> None:
        snapshot = self.snapshot
        if snapshot is None:
            return
        digits, length = self._track
        last = snapshot.progress.last_epoch
        done = round((length - 1) * snapshot.epoch / max(last, 1)) if last else length - 1
        line, knob = ("-", "O") if is_ascii_only(self.app) else ("─", "●")
        self._lines.show(
            self,
            [
                text_strip(
                    (str(snapshot.epoch).rjust(digits - 1) + " ", None),
                    (line * done + knob, self.get_component_rich_style("scrubber--done")),
                    (line * (length - 1 - done), self.get_component_rich_style("scrubber--ahead")),
                    (f" {last}", None),
                )
            ],
        )
