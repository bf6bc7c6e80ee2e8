"""The header: what is running, how far it got, and whether something is wrong with it."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.app import RenderResult
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.drawn_lines import DrawnLines, text_strip
from microtui.words.header_text import (
    ESSENTIAL,
    Item,
    fitting,
    progress,
    speed_item,
    state_item,
    summary,
    wrapped,
)

NARROWEST_FOR_ONE_LINE = 36


class RunHeader(Widget):
    """One line, or two where it is two lines high, or the essentials below each other.

    At every size it says `epoch N`, `loss X`, and `zero_grad ON` or `zero_grad OFF`: people look
    for these words, and so do scripts.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "header--title",
        "header--good",
        "header--warning",
        "header--error",
        "header--muted",
    }

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = DrawnLines()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if width >= NARROWEST_FOR_ONE_LINE:
            return 1
        return 2 if width >= 22 else 3

    def watch_snapshot(self) -> None:
        self._draw()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._draw())

    def on_resize(self) -> None:
        self._draw()

    def render(self) -> RenderResult:
        return ""

    def render_line(self, y: int) -> Strip:
        return self._lines.line(self, y)

    def _draw(self) -> None:
        snapshot = self.snapshot
        if snapshot is None:
            return
        title = Item("microtui", 1, "title")
        width, height = self.content_size
        if width < NARROWEST_FOR_ONE_LINE:
            essential = [item for item in progress(snapshot) if item.priority >= ESSENTIAL]
            strips = [self._strip(line, []) for line in wrapped(essential, width, 2)]
        elif height >= 2:
            about = [title, *summary(snapshot.configuration)]
            strips = [
                self._strip(about, [state_item(snapshot), speed_item(snapshot)]),
                self._strip(progress(snapshot), []),
            ]
        else:
            few = [*progress(snapshot), *summary(snapshot.configuration)]
            strips = [self._strip(few, [state_item(snapshot)])]
        self._lines.show(self, strips)

    def _strip(self, left: list[Item], right: list[Item]) -> Strip:
        """Some items from the left, the others at the right end."""
        width, gap = self.content_size.width, 2
        kept = fitting([*left, *right], width, gap)
        left = [item for item in left if item in kept]
        right = [item for item in right if item in kept]
        used = sum(len(item.text) + gap for item in kept) - gap
        parts: list[tuple[str, Style | None]] = []
        for items in (left, right):
            for i, item in enumerate(items):
                if i or (items is right and left):
                    parts.append((" " * gap, None))
                style = (
                    None
                    if item.look == "plain"
                    else self.get_component_rich_style(f"header--{item.look}", partial=True)
                )
                parts.append((item.text, style))
            if items is left and right:
                parts.append((" " * max(width - used, 0), None))
        return text_strip(*parts)
