"""The keys of a lesson's panel, always below its text."""

from __future__ import annotations

from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from microtui.widgets.drawing.lines_view import LinesView, text_strip
from microtui.words.course.panel_keys import PanelKey
from microtui.words.cut_text import cut_text
from microtui.words.header_text import Item, fitting

GAPS = (2, 1)
"""Columns between two keys; they move together before one goes."""


class PanelKeysLine(LinesView):
    """As many as there is room for, the most important ones first; each can be clicked.

    A sentence takes their place for a while: above them it would hide some of the text.
    """

    COMPONENT_CLASSES = {"keys--key", "keys--label", "keys--sentence"}  # noqa: RUF012

    keys: reactive[tuple[PanelKey, ...]] = reactive((), repaint=False)
    sentence: reactive[str] = reactive("", repaint=False)

    def watch_keys(self) -> None:
        self.redraw()

    def watch_sentence(self) -> None:
        self.redraw()

    def redraw(self) -> None:
        width, height = self.content_size
        if self.sentence:
            style = self.style_of("keys--sentence")
            told = cut_text(self.sentence, width, height)
            self.show_lines([text_strip((line, style)) for line in told])
        else:
            self.show_lines(self._lines(width, height))

    def _lines(self, width: int, height: int) -> list[Strip]:
        items = {Item(f"{each.shown} {each.label}", each.priority): each for each in self.keys}
        lines = []
        for _ in range(height):
            gap = next((g for g in GAPS if len(fitting(list(items), width, g)) == len(items)), 1)
            kept = fitting(list(items), width, gap)
            lines.append(text_strip(*self._parts([items[item] for item in kept], gap)))
            items = {item: key for item, key in items.items() if item not in kept}
        return lines

    def _parts(self, keys: list[PanelKey], gap: int) -> list[tuple[str, Style | None]]:
        key_style, label_style = self.style_of("keys--key"), self.style_of("keys--label")
        parts: list[tuple[str, Style | None]] = []
        for each in keys:
            click = Style(meta={"@click": f"app.simulate_key('{each.key}')"})
            parts += [(each.shown, key_style + click), (f" {each.label}", label_style + click)]
            parts.append((" " * gap, None))
        return parts
