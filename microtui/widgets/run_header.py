"""The header: what is running, how far it got, and whether something is wrong with it."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Size
from textual.strip import Strip

from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.header_lines import HEADER_CLASSES, NARROWEST_FOR_ONE_LINE, header_strip
from microtui.words.header_text import (
    ESSENTIAL,
    Item,
    progress,
    speed_item,
    state_item,
    summary,
    wrapped,
)

NARROWEST_FOR_TWO_LINES = 34
"""Cells that `epoch 12345678  train loss 1.23e+09  zero_grad OFF` takes, and its wider half."""


class RunHeader(SnapshotView):
    """One line, or two where it is two lines high, or the essentials below each other.

    At every size it says `epoch N`, `loss X`, and `zero_grad ON` or `zero_grad OFF`: people look
    for these words, and so do scripts.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = HEADER_CLASSES

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if width >= NARROWEST_FOR_ONE_LINE:
            return 1
        return 2 if width >= NARROWEST_FOR_TWO_LINES else 3

    def draw(self, snapshot: Snapshot) -> None:
        title = Item("microtui", 1, "title")
        width, height = self.content_size
        if width < NARROWEST_FOR_ONE_LINE:
            essential = [item for item in progress(snapshot) if item.priority >= ESSENTIAL]
            *above, last = wrapped(essential, width, 2)
            strips = [self._strip(line, []) for line in above]
            strips.append(self._strip(last, [state_item(snapshot)]))
        elif height >= 2:
            about = [title, *summary(snapshot)]
            strips = [
                self._strip(about, [state_item(snapshot), speed_item(snapshot)]),
                self._strip(progress(snapshot), []),
            ]
        else:
            few = [*progress(snapshot), *summary(snapshot)]
            strips = [self._strip(few, [state_item(snapshot)])]
        self.show_lines(strips)

    def _strip(self, left: list[Item], right: list[Item]) -> Strip:
        return header_strip(left, right, self.content_size.width, self.style_of)
