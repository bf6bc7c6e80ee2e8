"""The code that the next phase runs, read from the program itself."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.highlight import highlight
from textual.screen import ModalScreen
from textual.widgets import Static

from engine.training import PHASES
from microtui.session.snapshot import Snapshot
from microtui.widgets.reading import Reading
from microtui.words.update.code_wrapping import wrapped_code
from microtui.words.update.source import functions_of, listing
from microtui.words.update.why import BY_PHASE


class Code(Static):
    """Source in colours, its lines broken where they would not fit."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._source = source

    def on_resize(self, event: Resize) -> None:
        width = self.content_size.width
        if width:
            lines = wrapped_code(self._source, width)
            self.update(highlight("\n".join(lines), language="python"))


class SourceScreen(ModalScreen[None]):
    """Lists the functions that do the work of a phase, from the trainer down to the arithmetic."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,v", "app.pop_screen", "close", key_display="esc"),
    ]

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot

    def compose(self) -> ComposeResult:
        with Reading(classes="dialog") as box:
            box.border_title = f"What {PHASES[self._snapshot.phase]} runs"
            box.border_subtitle = "esc closes"
            for function in functions_of(self._snapshot):
                shown = listing(function)
                yield Static(shown.title, classes="group")
                yield Code(shown.text)
            for reason in BY_PHASE[self._snapshot.phase]:
                yield Static(reason, classes="group")
