"""Panes of which as many are shown as there is room for: those chosen last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget


class RecentPanes(Container):
    """Marks panes by classes; the style sheet says which of these are shown at which size."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go_on(1)", "next pane", show=False),
        Binding("shift+tab", "go_on(-1)", "pane before", show=False),
    ]
    SHARES: ClassVar[dict[int, str]] = {}
    """By how many are shown together, the class that marks those."""

    def __init__(self, panes: Sequence[Widget], by_rank: Sequence[str]) -> None:
        """`by_rank` are their ids, the one to be kept longest first."""
        super().__init__(*panes, id="panes", classes="together")
        self._panes = panes
        self._by_recency = list(reversed(by_rank))
        """Ids, the one to be kept longest last."""

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self._choose_focused, init=False)

    def on_show(self) -> None:
        """After there was no room for any, the pane chosen last has the keys again."""
        if self.screen.focused is None:
            self.screen.set_focus(self.query_one(".chosen"), scroll_visible=False)

    @property
    def chosen(self) -> str:
        """The id of the one chosen last."""
        return self._by_recency[-1]

    @property
    def chosen_pane(self) -> Widget:
        return self.query_one(f"#{self.chosen}")

    @property
    def is_one_alone(self) -> bool:
        """Whether only that one is wanted, however much room there is."""
        return not self.has_class("together")

    def show(self, pane: str) -> None:
        """Go to a pane; where it is not shown, it takes the place of one chosen longer ago."""
        self._choose(pane)
        # At once, where `focus` would wait for its turn: the next key may be under way.
        self.screen.set_focus(self.query_one(f"#{pane}"), scroll_visible=False)

    def maximise(self) -> None:
        """Show the pane chosen last alone, or all again."""
        self.toggle_class("together")
        self.show(self._by_recency[-1])

    def action_go_on(self, step: int) -> None:
        """Go to the next pane shown, which Textual knows only once all have been laid out."""
        shown = [str(pane.id) for pane in self._panes if pane.display]
        self.show(shown[(shown.index(self._by_recency[-1]) + step) % len(shown)])

    def _choose_focused(self, focused: Widget | None) -> None:
        """What a click goes to counts as chosen, too."""
        if focused is not None and focused.id in self._by_recency:
            self._choose(focused.id)

    def _choose(self, pane: str) -> None:
        self._by_recency.remove(pane)
        self._by_recency.append(pane)
        self.mark()

    def mark(self) -> None:
        for widget in self._panes:
            pane = str(widget.id)
            widget.set_class(pane == self._by_recency[-1], "chosen", update=self.is_mounted)
            for count, name in self.SHARES.items():
                widget.set_class(pane in self._by_recency[-count:], name, update=self.is_mounted)
