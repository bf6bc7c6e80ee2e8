"""The lines of the script that a finding is in."""

from __future__ import annotations

from itertools import islice
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.highlight import highlight
from textual.screen import ModalScreen
from textual.widgets import Static

from microtui.watch.finding import Finding
from microtui.widgets.reading import Reading
from microtui.words.plain_text import without_controls
from microtui.words.watch.finding_text import title_of
from microtui.words.watch.sighting import place_of

AROUND = 5
"""Lines before and behind it."""

LONGEST_LINE = 400

MARK = "▸"


class LinesScreen(ModalScreen[None]):
    """The line itself is marked, by a sign as well as by a colour."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "app.pop_screen", "close", key_display="esc"),
    ]

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding

    def compose(self) -> ComposeResult:
        finding = self._finding
        with Reading(classes="dialog") as box:
            box.border_title = " · ".join(filter(None, (title_of(finding), place_of(finding))))
            box.border_subtitle = "esc closes"
            yield Static(without_controls(finding.evidence), markup=False)
            yield Static(code_around(finding.file, finding.line), classes="code")
            yield Static(without_controls(finding.remedy), markup=False)


def code_around(file: str, line: int) -> Content:
    """Some lines of this file in colours, each with its number."""
    first = max(line - AROUND, 1)
    try:
        with open(file, encoding="utf-8", errors="replace") as source:
            lines = list(islice(source, first - 1, line + AROUND))
    except (OSError, ValueError):
        return Content(f"The lines of {without_controls(file)} cannot be read.")
    texts = [without_controls(each.rstrip().expandtabs(4))[:LONGEST_LINE] for each in lines]
    # What ends with nothing but empty lines would lose them on the way.
    colored = highlight("\n".join([*texts, "#"]), language="python").split("\n")
    width = len(str(first + len(texts)))
    shown = []
    for number, code in zip(range(first, first + len(texts)), colored, strict=False):
        is_marked = number == line
        gutter = f"{MARK if is_marked else ' '} {number:>{width}} "
        shown.append(
            Content.assemble(
                (gutter, "$text-warning bold" if is_marked else "$text-muted"),
                code.stylize("bold underline") if is_marked else code,
            )
        )
    return Content("\n").join(shown)
