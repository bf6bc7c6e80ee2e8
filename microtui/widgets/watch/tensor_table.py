"""The gradients of all tensors: what each is the sum of, in norms; and of one, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from microtui.keys import key
from microtui.watch.reading import Entry, Reading, TensorReading
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.watch.chosen_list import ChosenList
from microtui.words.plain_text import without_controls
from microtui.words.watch.sighting import Sighting
from microtui.words.watch.tensor_rows import (
    Parts,
    columns_for,
    entries_heading,
    entry_line,
    heading_parts,
    is_piled_up,
    shape_text,
    tensor_parts,
)

TITLE = "Gradients: norms of carried + added = grad"
SHORT_TITLE = "Gradients, in norms"


class TensorTable(ChosenList):
    """One line a tensor under a line of headings; enter opens one, and shows its largest entries.

    `carried + added = grad` holds number by number; what the table has is the norm of each side,
    and the norms of two vectors add up only where they point the same way.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--heading",
        "table--piled-up",
        "table--chosen",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "enter",
            "open",
            "entries",
            "Show the largest entries of a tensor",
            "looking",
            footer=True,
        ),
        key("escape", "close", "all tensors", "All tensors again", "looking", footer=True),
    ]
    BORDER_TITLE = TITLE

    opened: reactive[int | None] = reactive(None, repaint=False, bindings=True)
    """The number of the tensor whose entries are shown."""

    _listed = 0
    """Which line of the table was chosen when one was opened."""

    class Opened(Message):
        """Somebody wants to see the entries of this tensor, or of none."""

        def __init__(self, tensor: int | None) -> None:
            super().__init__()
            self.tensor = tensor

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return self.opened is None and self.count > 0
        return action != "close" or self.opened is not None

    @property
    def reading(self) -> Reading:
        return Reading() if self.sighting is None else self.sighting.reading

    @property
    def entries(self) -> Sequence[Entry]:
        """Of the tensor that is opened; none while they have not come."""
        reading = self.reading
        return reading.entries if reading.opened == self.opened else ()

    @property
    def count(self) -> int:
        return len(self.reading.tensors if self.opened is None else self.entries)

    def action_open(self) -> None:
        if self.chosen < self.count:
            self._listed = self.chosen
            self._show(self.reading.tensors[self.chosen].number)

    def action_close(self) -> None:
        self._show(None)

    def _show(self, tensor: int | None) -> None:
        self.opened = tensor
        self._first = 0
        self.set_reactive(TensorTable.chosen, self._listed if tensor is None else 0)
        self.post_message(self.Opened(tensor))
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; a second click opens it."""
        offset = event.get_content_offset(self)
        item = None if offset is None else self.item_at(offset.y - 1)
        if item is not None:
            self.chosen = item
            if event.chain > 1 and self.opened is None:
                self.action_open()

    def watch_sighting(self, old: Sighting | None, new: Sighting | None) -> None:
        super().watch_sighting(old, new)
        had_none = old is None or not old.reading.tensors
        if had_none and new is not None and new.reading.tensors:
            self.refresh_bindings()

    def draw(self, sighting: Sighting) -> None:
        width, height = self.content_size
        self._set_title(width)
        heading = self.style_of("table--heading")
        if self.opened is not None and not self.entries:
            self.set_subtitle("")
            lines = [text_strip((line, None)) for line in waiting_for_entries(sighting)]
        elif self.count == 0:
            self.set_subtitle("")
            lines = [text_strip(("No gradient has arrived yet.", None))]
        else:
            lines = [text_strip((self._heading(width), heading)), *self.strips_in(height - 1)]
            self._set_place(height - 1)
        self.show_lines(lines[:height])

    def _set_title(self, width: int) -> None:
        if self.opened is None:
            title = TITLE if width > len(TITLE) else SHORT_TITLE
        else:
            tensor = self._tensor(self.opened)
            name = "" if tensor is None else f"{without_controls(tensor.name)} "
            shape = "" if tensor is None else shape_text(tensor.shape)
            title = f"{name}{shape}, largest first"
        self.set_title(title)

    def _set_place(self, room: int) -> None:
        last = min(self._first + room, self.count)
        if self.opened is None:
            left_out = self.count < self.reading.tensor_count
            of = f"the {self.count} largest of {self.reading.tensor_count}"
            place = f"{self._first + 1}-{last} of {of if left_out else self.count}"
            self.set_subtitle(place if left_out or self.count > room else "")
        else:
            self.set_subtitle("esc: all tensors")

    def _tensor(self, number: int) -> TensorReading | None:
        return next((each for each in self.reading.tensors if each.number == number), None)

    def _heading(self, width: int) -> str:
        if self.opened is not None:
            return entries_heading(width)
        parts = heading_parts(columns_for(width, self._longest_name))
        return "".join((parts.before, parts.carried, parts.rest, parts.of))

    @property
    def _longest_name(self) -> int:
        return max((len(each.name) for each in self.reading.tensors), default=0)

    def lines_of(self, item: int) -> list[Strip]:
        width = self.content_size.width
        is_chosen = item == self.chosen and self.has_focus
        chosen = self.style_of("table--chosen") if is_chosen else None
        if self.opened is not None:
            return [text_strip((entry_line(self.entries[item], width).ljust(width), chosen))]
        tensor = self.reading.tensors[item]
        columns = columns_for(width, self._longest_name)
        parts = tensor_parts(tensor, self.reading.optimizers, columns)
        return [self._strip(parts, tensor, chosen, width)]

    def _strip(
        self, parts: Parts, tensor: TensorReading, chosen: Style | None, width: int
    ) -> Strip:
        piled_up = self.style_of("table--piled-up")
        marked = piled_up if is_piled_up(tensor) else None
        stale = piled_up if tensor.is_stale else None
        used = sum(map(len, (parts.before, parts.carried, parts.rest, parts.of)))
        return text_strip(
            (parts.before, chosen),
            (parts.carried, both(chosen, marked)),
            (parts.rest, chosen),
            (parts.of, both(chosen, stale)),
            (" " * max(width - used, 0), chosen),
        )


def both(one: Style | None, other: Style | None) -> Style | None:
    return one + other if one is not None and other is not None else one or other


def waiting_for_entries(sighting: Sighting) -> list[str]:
    if sighting.has_ended:
        return ["The script has ended: entries", "can be read only while it runs."]
    return ["The entries come with the", "next backward or step."]
