"""How a file of the reader's own was read, and how else it could be: seen as it is typed."""

from __future__ import annotations

import asyncio
from typing import ClassVar, get_args

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import Worker

from engine.data.table import Table
from engine.errors import ConfigurationError
from microtui.screens.dialogs.data.data_chosen import DataChosen
from microtui.tables.column_names import names_typed
from microtui.tables.read_table import TableRead
from microtui.tables.table_options import UNASKED, Missing, TableOptions, Task
from microtui.terminal.application.steady_parts import Dialog
from microtui.terminal.served import is_served
from microtui.widgets.setting_row import SettingRow
from microtui.words.option_names import without_dashes

TASKS: dict[str, Task | None] = {
    "by itself": None,
    "classification": "classification",
    "regression": "regression",
}
"""By what is chosen: None leaves it to the file."""

MISSING: tuple[Missing, ...] = get_args(Missing)
ON, OFF = "on", "off"

ROWS = {
    "target": ("target", "The column to be learned, by name or number; several are numbers.", ()),
    "columns": ("columns", "Learn from these only, with commas between; empty is all others.", ()),
    "classes": ("classes", "Only rows of these classes, with commas between; empty is all.", ()),
    "task": (
        "task",
        "Whether the target is classes or numbers, where that could be either.",
        tuple(TASKS),
    ),
    "missing": (
        "missing",
        "Leave out rows in which something is missing, or take the mean of the column.",
        MISSING,
    ),
    "scale": ("scale", "Bring each column to mean 0 and deviation 1.", (ON, OFF)),
}
"""By field: its label, what it is, and its choices where it has any."""


class ReadingScreen(Dialog[Table | None]):
    """Gives the table that was agreed to, or None when it was left with escape.

    The file is read anew, on a thread, whenever something is changed; enter waits for that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", key_display="esc"),
        Binding("enter", "apply", "apply"),
        Binding("down", "app.focus_next", "next"),
        Binding("up", "app.focus_previous", "previous"),
        Binding("pagedown", "read_on", "read on"),
        Binding("pageup", "read_back", "read back"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (21, "-tall")]  # noqa: RUF012

    def __init__(self, chosen: DataChosen) -> None:
        super().__init__()
        self._chosen = chosen
        self._read: TableRead | None = chosen.read
        self._columns = chosen.read.columns
        self._asked = UNASKED
        self._reading: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="data-reading", classes="dialog") as box:
            box.border_title = Content(f"Learn from {self._chosen.name}")
            box.border_subtitle = "enter begins anew with it · esc goes back"
            for field, (label, explanation, choices) in ROWS.items():
                value = choices[0] if choices else ""
                yield SettingRow(field, label, explanation, value, choices)
            yield Static(id="data-explanation", markup=False)
            with VerticalScroll(id="data-read", can_focus=False):
                yield Static(id="data-remarks", markup=False)

    def on_mount(self) -> None:
        self.query_one("#setting-target", SettingRow).enter()
        self._show_read()

    def _text(self, field: str) -> str:
        return self.query_one(f"#setting-{field}", SettingRow).text

    @property
    def _options(self) -> TableOptions:
        """What the rows say."""
        return TableOptions(
            scale=self._text("scale") == ON,
            target=names_typed(self._text("target")),
            columns=names_typed(self._text("columns")),
            classes=names_typed(self._text("classes")),
            task=TASKS[self._text("task")],
            missing=next(each for each in MISSING if each == self._text("missing")),
        )

    @on(SettingRow.Entered)
    def _explain(self, message: SettingRow.Entered) -> None:
        explanation = message.row.explanation
        if message.row.field in ("target", "columns"):
            explanation += f" The file has {', '.join(self._columns)}."
        self.query_one("#data-explanation", Static).update(explanation)

    @on(SettingRow.Changed)
    def _read_anew(self) -> None:
        options = self._options
        if options != self._asked:
            self._asked = options
            self._reading = self._read_as(options)

    @work(exclusive=True)
    async def _read_as(self, options: TableOptions) -> None:
        try:
            self._read = await asyncio.to_thread(self._chosen.read_as, options)
        except ConfigurationError as error:
            self._read = None
            self._say(f"! {error}.", is_faulty=True)
        else:
            self._show_read()

    def _show_read(self) -> None:
        assert self._read is not None
        self._say("\n".join(self._read.remarks), is_faulty=False)

    def _say(self, text: str, *, is_faulty: bool) -> None:
        remarks = self.query_one("#data-remarks", Static)
        remarks.set_class(is_faulty, "faulty")
        remarks.update(without_dashes(text) if is_served() else text)

    def action_read_on(self) -> None:
        self.query_one("#data-read", VerticalScroll).scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        self.query_one("#data-read", VerticalScroll).scroll_page_up(animate=False)

    @on(Input.Submitted)
    async def action_apply(self) -> None:
        if self._reading is not None:
            await self._reading.wait()
        if self._read is not None:
            self.dismiss(self._read.table)
