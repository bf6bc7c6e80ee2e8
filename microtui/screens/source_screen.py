"""The program's own code for what one sees, read from the program itself."""

from __future__ import annotations

from collections.abc import Sequence
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
from microtui.words.graph.rules import functions_of_walk
from microtui.words.update.code_wrapping import wrapped_code
from microtui.words.update.listing import Listing, listing
from microtui.words.update.source import listings_of
from microtui.words.update.why import BY_PHASE, WHY_ADD


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
    """Lists the functions that do the work, from the trainer or the walk down to the arithmetic."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,v", "app.pop_screen", "close", key_display="esc"),
    ]

    def __init__(self, title: str, listings: Sequence[Listing], reasons: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._listings = listings
        self._reasons = reasons

    @classmethod
    def of_phase(cls, snapshot: Snapshot) -> SourceScreen:
        """What the phase runs that comes next."""
        phase = snapshot.phase
        runs = "is meant to run" if snapshot.is_case else "runs"
        return cls(f"What {PHASES[phase]} {runs}", listings_of(snapshot), BY_PHASE[phase])

    @classmethod
    def of_walk(cls, operation: str, *, overwrites: bool | None) -> SourceScreen:
        """What goes through a graph, and what it finds at a node that this operation made; where
        it is not told how the walk goes, what is meant to."""
        walks = "is meant to walk" if overwrites is None else "walks"
        title = f"What makes {operation}, and {walks} back" if operation else f"What {walks} back"
        functions = functions_of_walk(operation, overwrites=overwrites is True)
        return cls(title, [listing(each) for each in functions], [WHY_ADD])

    def compose(self) -> ComposeResult:
        with Reading(classes="dialog") as box:
            box.border_title = self._title
            box.border_subtitle = "esc closes"
            for shown in self._listings:
                yield Static(shown.title, classes="group")
                yield Code(shown.text)
            for reason in self._reasons:
                yield Static(reason, classes="group")
