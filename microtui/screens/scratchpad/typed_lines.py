"""The lines that are typed, with an end to what can be pasted into them."""

from __future__ import annotations

import re

from rich.text import Text
from textual.document._document import EditResult, Location
from textual.widgets import TextArea

from engine.graph.scratchpad.reading.bounds import MOST_CHARACTERS
from microtui.messages import Said
from microtui.screens.scratchpad.changed_part import changed_part

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What a terminal obeys instead of showing it, but for tabs and line ends."""


class TypedLines(TextArea):
    """Sends nothing while nobody types: its cursor stands still."""

    def __init__(self, text: str) -> None:
        super().__init__(text, show_line_numbers=True, highlight_cursor_line=False, compact=True)
        self.cursor_blink = False

    def get_line(self, line_index: int) -> Text:
        """Of a line that has just gone, nothing: Textual (8.2.8) may draw as lines were before."""
        if line_index >= self.document.line_count:
            return Text("", end="", no_wrap=True)
        return super().get_line(line_index)

    def replace(
        self,
        insert: str,
        start: Location,
        end: Location,
        *,
        maintain_selection_offset: bool = True,
    ) -> EditResult:
        """What is typed or pasted, unless it is far more than can be read."""
        size = len(insert)
        if size + len(self.text) > MOST_CHARACTERS and size > 1:
            sentence = f"That is {size:,} characters; at most {MOST_CHARACTERS:,} fit in here."
            self.post_message(Said(sentence, is_warning=True))
            insert, end = "", start
        return super().replace(
            UNSEEN.sub("", insert),
            start,
            end,
            maintain_selection_offset=maintain_selection_offset,
        )

    def change_to(self, text: str) -> None:
        """Edit the text into this one; one take-back undoes it."""
        part = changed_part(self.text, text)
        self.history.checkpoint()
        start, end = self._location(part.start), self._location(part.end)
        done = self.replace(part.replacement, start, end)
        self.move_cursor(done.end_location)
        self.history.checkpoint()

    def go_to(self, index: int) -> None:
        """Have the cursor before character number `index`."""
        self.move_cursor(self._location(index))

    def _location(self, index: int) -> Location:
        before = self.text[:index].split(self.document.newline)
        return len(before) - 1, len(before[-1])
