"""What the screen shows, in ASCII: a filter through which each line goes on its way there."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from microtui.terminal.characters import as_ascii


class PlainLines(LineFilter):
    """Puts stand-ins for all other characters: of ours, of Textual's and of the reader's data."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(as_ascii(text), style, control) for text, style, control in segments]
