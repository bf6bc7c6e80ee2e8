"""The keys of a lesson's panel, always below its text."""

from __future__ import annotations

from rich.style import Style
from textual.reactive import reactive

from microtui.widgets.drawing.lines_view import LinesView, text_strip
from microtui.words.course.panel_keys import PanelKey
from microtui.words.header_text import Item, fitting

GAP = 2


class PanelKeysLine(LinesView):
    """As many as there is room for, the most important ones first; each can be clicked."""

    COMPONENT_CLASSES = {"keys--key", "keys--label"}  # noqa: RUF012

    keys: reactive[tuple[PanelKey, ...]] = reactive((), repaint=False)

    def watch_keys(self) -> None:
        self.redraw()

    def redraw(self) -> None:
        width, height = self.content_size
        items = {Item(f"{each.shown} {each.label}", each.priority): each for each in self.keys}
        lines = []
        for _ in range(height):
            kept = fitting(list(items), width, GAP)
            lines.append(text_strip(*self._parts([items[item] for item in kept])))
            items = {item: key for item, key in items.items() if item not in kept}
        self.show_lines(lines)

    def _parts(self, keys: list[PanelKey]) -> list[tuple[str, Style | None]]:
        key_style, label_style = self.style_of("keys--key"), self.style_of("keys--label")
        parts: list[tuple[str, Style | None]] = []
        for each in keys:
            click = Style(meta={"@click": f"app.simulate_key('{each.key}')"})
            parts += [(each.shown, key_style + click), (f" {each.label}", label_style + click)]
            parts.append((" " * GAP, None))
        return parts
