"""The keys that matter here, as many as there is room for: what one can do, and the panes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding
from textual.strip import Strip

from microtui.keys import group_of
from microtui.terminal.application.acting_keys import acting
from microtui.terminal.application.key_names import in_order
from microtui.widgets.drawing.lines_view import LinesView, text_strip
from microtui.widgets.panes.registry import SHORT_NAMES
from microtui.words.header_text import Item, fitting

KEPT_LONGEST = (
    "training.play",
    "training.zero_grad",
    "looking.step",
    "program.quit",
    "program.help",
)

GAPS = (2, 1)
"""Columns between two panes' keys; they move together before one goes."""

NAMES: tuple[Mapping[str, str], ...] = ({}, SHORT_NAMES)
"""The names of panes, the longer ones first."""

Entries = dict[Item, Binding | None]
"""What stands there, and the binding that a click on it presses."""


def priority(binding: Binding) -> int:
    """What stays longest where there is little room; keys of one pane go first."""
    if binding.id in KEPT_LONGEST:
        return 3
    return 1 if (binding.id or "").startswith("looking.") else 2


def leads_to_pane(binding: Binding) -> bool:
    return binding.action.startswith("show_pane")


class KeyBar(LinesView):
    """Shows the bindings of this screen that are meant for it; each can be clicked.

    The panes' keys have the second line to themselves, by shorter names where there is no room for
    the whole ones, or else one entry among the others. Unlike Textual's footer it never shows half
    a key, and `q` is there at any width.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--label"}

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda screen: self.redraw())

    def redraw(self) -> None:
        width, height = self.content_size
        shown = [
            active.binding
            for active in acting(self.screen)
            if active.binding.show and group_of(active.binding)
        ]
        shown = in_order(self.app, shown)
        names = [self._entries(filter(leads_to_pane, shown), each) for each in NAMES]
        others = self._entries(binding for binding in shown if not leads_to_pane(binding))
        panes, gap = next(
            (
                (panes, gap)
                for panes in names
                for gap in GAPS
                if len(fitting(list(panes), width, gap)) == len(panes)
            ),
            (names[0], 0),
        )
        if height > 1 and gap:
            self.show_lines([self._line(others, width, 2), self._line(panes, width, gap)])
            return
        if panes:
            keys = [item.text.split()[0] for item in panes]
            others = {Item(f"{keys[0]}-{keys[-1]} panes", 2): None, **others}
        lines = []
        for _ in range(max(height, 1)):
            lines.append(self._line(others, width, 2))
            kept = fitting(list(others), width, 2)
            others = {item: others[item] for item in others if item not in kept}
        self.show_lines(lines)

    def _entries(
        self, bindings: Iterable[Binding], names: Mapping[str, str] = MappingProxyType({})
    ) -> Entries:
        """By other names, where there are some for their descriptions."""
        return {
            Item(
                f"{self.app.get_key_display(each)} {names.get(each.description, each.description)}",
                priority(each),
            ): each
            for each in bindings
        }

    def _line(self, entries: Entries, width: int, gap: int) -> Strip:
        key_style, label_style = self.style_of("keys--key"), self.style_of("keys--label")
        parts: list[tuple[str, Style | None]] = []
        for item in fitting(list(entries), width, gap):
            key, _, label = item.text.partition(" ")
            binding = entries[item]
            click = Style(
                meta={"@click": f"app.simulate_key('{binding.key}')"} if binding else None
            )
            parts += [(key, key_style + click), (f" {label}", label_style + click)]
            parts.append((" " * gap, None))
        return text_strip(*parts)
