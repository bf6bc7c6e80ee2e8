"""Whether the gradients of this batch are right: the verdict, and every parameter below it."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from engine.check.gradient_comparison import GradientCheck
from microtui.messages import GradientsChecked
from microtui.widgets.gradient_table import GradientTable
from microtui.widgets.reading import Reading
from microtui.words.gradients.gradient_rows import other_headings, rows_of
from microtui.words.gradients.gradient_verdict import Statement, moment, verdict


class CheckScreen(ModalScreen[None]):
    """Waits for a check, then shows it; escape, q and c close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,c", "app.pop_screen", "close", key_display="esc"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"check--warning"}

    def __init__(self, *, is_case: bool = False) -> None:
        """Of a case, it is not told why numbers are not what they should be."""
        super().__init__()
        self._is_case = is_case

    def compose(self) -> ComposeResult:
        with Vertical(id="check") as box:
            box.border_title = "Gradient check"
            box.border_subtitle = "esc closes"
            with Reading(id="verdict"):
                yield Static("Checking ...")
            yield GradientTable()

    def deliver(self, check: GradientCheck) -> None:
        """Have this check shown. Any thread may call this, even after the screen was closed."""
        self.post_message(GradientsChecked(check))

    @on(GradientsChecked)
    def show_check(self, message: GradientsChecked) -> None:
        check = message.check
        self.query_one("#check").border_title = f"Gradient check: {moment(check)}"
        self.query_one(Static).update(self._text(verdict(check, is_case=self._is_case)))
        table = self.query_one(GradientTable)
        table.other_headings = other_headings(check)
        table.rows = rows_of(check)

    def _text(self, statements: list[Statement]) -> Text:
        """One below the other, warnings first: there may be little room."""
        warning = self.get_component_rich_style("check--warning", partial=True)
        return Text("\n").join(
            Text(statement.text, warning if statement.is_warning else "")
            for statement in sorted(statements, key=lambda each: not each.is_warning)
        )
