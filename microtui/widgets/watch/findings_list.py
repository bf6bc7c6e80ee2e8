"""What is wrong with a loop, each with its evidence, its place and its remedy."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from microtui.keys import key
from microtui.watch.finding import Finding
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.watch.chosen_list import ChosenList
from microtui.words.plain_text import without_controls
from microtui.words.watch.finding_text import looked_for, title_of
from microtui.words.watch.sighting import Sighting, place_of


class FindingsList(ChosenList):
    """One finding below the other, the most important first; enter shows the lines it is in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "findings--title",
        "findings--place",
        "findings--fine",
        "table--chosen",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "show_lines", "lines", "Show the lines of the script", "looking", footer=True),
    ]
    BORDER_TITLE = "Findings"

    class LinesAsked(Message):
        """Somebody wants to see the lines of the script that this is in."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    @property
    def findings(self) -> Sequence[Finding]:
        return () if self.sighting is None else self.sighting.reading.findings

    @property
    def count(self) -> int:
        return len(self.findings)

    @property
    def page(self) -> int:
        return 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "show_lines" or self.count > 0

    def action_show_lines(self) -> None:
        if self.findings:
            chosen = min(self.chosen, self.count - 1)
            self.post_message(self.LinesAsked(self.findings[chosen]))

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; a second click shows its lines."""
        offset = event.get_content_offset(self)
        item = None if offset is None else self.item_at(offset.y)
        if item is not None:
            self.chosen = item
            if event.chain > 1:
                self.action_show_lines()

    def watch_sighting(self, old: Sighting | None, new: Sighting | None) -> None:
        super().watch_sighting(old, new)
        had_none = old is None or not old.reading.findings
        if had_none and new is not None and new.reading.findings:
            self.refresh_bindings()

    def draw(self, sighting: Sighting) -> None:
        width, height = self.content_size
        if self.count == 0:
            fine = self.style_of("findings--fine")
            first, *rest = looked_for(sighting)
            lines = [text_strip((line, fine)) for line in textwrap.wrap(first, width)]
            for sentence in rest:
                lines += [text_strip((line, None)) for line in textwrap.wrap(sentence, width)]
            self.set_subtitle("")
        else:
            lines = self.strips_in(height)
            place = f"{min(self.chosen, self.count - 1) + 1} of {self.count}"
            self.set_subtitle(f"{place} · enter: the lines")
        self.show_lines(lines[:height])

    def lines_of(self, item: int) -> list[Strip]:
        width = self.content_size.width
        finding = self.findings[item]
        is_chosen = item == self.chosen and self.has_focus and self.count > 1
        title_style = self.style_of("table--chosen" if is_chosen else "findings--title")
        place = place_of(finding)
        since = f" · since step {finding.since_step}" if finding.since_step > 0 else ""
        title = f"{title_of(finding)}{since}"
        room = width - len(place) - 2
        if place and len(title) <= room:
            head = [
                text_strip(
                    (title, title_style),
                    (" " * (width - len(title) - len(place)), None),
                    (place, self.style_of("findings--place")),
                )
            ]
        else:
            head = [text_strip((line, title_style)) for line in textwrap.wrap(title, width)]
            if place:
                head.append(text_strip((place[:width], self.style_of("findings--place"))))
        body = [
            text_strip((f"  {line}", None))
            for sentence in (finding.evidence, finding.remedy)
            for line in textwrap.wrap(without_controls(sentence), max(width - 2, 1))
        ]
        return [*head, *body]
