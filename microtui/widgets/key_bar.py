"""The keys that matter here, in one line, as many as there is room for."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.binding import Binding

from microtui.keys import group_of
from microtui.widgets.drawing.lines_view import LinesView, text_strip
from microtui.words.header_text import Item, fitting

KEPT_LONGEST = ("space", "z", "q", "question_mark")


def priority(binding: Binding) -> int:
    """What stays longest where there is little room; keys of one pane go first."""
    if binding.key in KEPT_LONGEST:
        return 3
    return 1 if (binding.id or "").startswith("looking.") else 2


class KeyBar(LinesView):
    """Shows the bindings of this screen that are meant for it; each can be clicked.

    Unlike Textual's footer it never shows half a key, and `q` is there at any width.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--label"}

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda screen: self.redraw())

    def redraw(self) -> None:
        bindings = [
            active.binding
            for active in self.screen.active_bindings.values()
            if active.binding.show and group_of(active.binding)
        ]
        entries = {
            Item(f"{self.app.get_key_display(binding)} {binding.description}", priority(binding)): (
                binding
            )
            for binding in bindings
        }
        key_style = self.style_of("keys--key")
        label_style = self.style_of("keys--label")
        parts: list[tuple[str, Style | None]] = []
        for item in fitting(list(entries), self.content_size.width, gap=2):
            key, _, label = item.text.partition(" ")
            binding = entries[item]
            click = Style(meta={"@click": f"app.simulate_key('{binding.key}')"})
            parts += [(key, key_style + click), (f" {label}", label_style + click), ("  ", None)]
        self.show_lines([text_strip(*parts)])
