"""Every setting of the run, and the theme: set here, checked as one types."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from engine.errors import ConfigurationError
from engine.run.configuration import Configuration
from engine.run.presets import PRESETS
from engine.run.suggestions import on_data
from microtui.changes.consequence import UNCHANGED, consequence
from microtui.screens.dialogs.data.own_table import own_table
from microtui.settings.draft import Draft, draft
from microtui.settings.program_settings import THEME
from microtui.settings.run_settings import BY_FIELD, SETTINGS
from microtui.terminal.application.steady_parts import Dialog
from microtui.terminal.characters import is_ascii_only
from microtui.widgets.opening_field import OpeningField
from microtui.widgets.setting_row import SettingRow

PRESET = "preset"
NO_PRESET = "none"
DATA = "data"
OWN_DATA = "A file of your own to learn from, in place of the dataset."
EXPLANATION = f"A known run to begin with: {', '.join(PRESETS)}."


def preset_of(configuration: Configuration) -> str:
    """The name of the preset that this is."""
    names = (name for name, each in PRESETS.items() if each.configuration == configuration)
    return next(names, NO_PRESET)


def data_text(configuration: Configuration) -> str:
    """The name of the reader's own file; empty where a dataset is learned."""
    return configuration.table.name if configuration.table is not None else ""


class SettingsScreen(Dialog[Configuration | None]):
    """Gives the configuration that was applied with enter, or None when it was left with escape.

    A theme is tried on at once, and taken off again by escape.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", key_display="esc"),
        Binding("enter", "apply", "apply"),
        Binding("down", "app.focus_next", "next"),
        Binding("up", "app.focus_previous", "previous"),
        Binding("pagedown", "go(5)", "five on"),
        Binding("pageup", "go(-5)", "five back"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (40, "-high")]  # noqa: RUF012

    def __init__(self, configuration: Configuration, field: str | None = None) -> None:
        super().__init__()
        self._original = configuration
        self._base = configuration
        """What the rows were last filled from: the run as it is, or a preset."""
        self._first = field or SETTINGS[0].field
        self._entered = self._first
        self._draft = Draft(configuration, {})
        self._filled = {each.field: each.text(configuration) for each in SETTINGS}
        """What stands in a row where nothing was typed."""
        self._filled[PRESET] = preset_of(configuration)
        self._filled[DATA] = data_text(configuration)

    def compose(self) -> ComposeResult:
        with Vertical(id="settings") as box:
            box.border_title = "Options"
            with Vertical(id="settings-rows"):
                yield SettingRow(
                    PRESET, PRESET, EXPLANATION, self._filled[PRESET], (NO_PRESET, *PRESETS)
                )
                for setting in SETTINGS:
                    if setting.field == "samples":
                        yield SettingRow(DATA, "own data", OWN_DATA, self._filled[DATA], opens=True)
                    yield SettingRow(
                        setting.field,
                        setting.label,
                        setting.explanation,
                        setting.text(self._original),
                        setting.choices,
                    )
                themes = tuple(sorted(self.app.available_themes))
                yield SettingRow(
                    THEME.field, THEME.label, THEME.explanation, self.app.theme, themes
                )
            yield Static(id="settings-explanation", markup=False)
            yield Static(UNCHANGED, id="settings-status", markup=False)

    def on_mount(self) -> None:
        self._theme_before = self.app.theme
        self._row(self._first).enter()

    def on_resize(self, event: events.Resize) -> None:
        arrows = "arrows" if is_ascii_only(self.app) else "↑↓ ←→"
        ways = f"{arrows} choose · " if event.size.width >= 60 else ""
        self.query_one("#settings").border_subtitle = f"{ways}enter applies · esc cancels"

    def _row(self, field: str) -> SettingRow:
        return self.query_one(f"#setting-{field}", SettingRow)

    @on(SettingRow.Entered)
    def _explain(self, message: SettingRow.Entered) -> None:
        self._entered = message.row.field
        self.query_one("#settings-explanation", Static).update(message.row.explanation)
        self._show_status()

    @on(SettingRow.Changed)
    def _check(self, message: SettingRow.Changed) -> None:
        field, text = message.row.field, message.row.text
        if field == THEME.field:
            self.app.theme = text
        elif text != self._filled.get(field):
            self._follow(field, text)
        self._check_all()

    def _check_all(self) -> None:
        """Whether what stands in the rows can be, and what it would do."""
        self._draft = draft(
            self._base, {each.field: self._row(each.field).text for each in SETTINGS}
        )
        for row in self.query(SettingRow):
            row.mark(is_faulty=row.field in self._draft.faults)
        self._show_status()

    def _follow(self, field: str, text: str) -> None:
        """Fill the rows as a preset has them; or as a dataset suggests, where nothing was typed."""
        if field == PRESET:
            preset = PRESETS.get(text)
            self._base = self._original if preset is None else preset.configuration
            described = EXPLANATION if preset is None else f"{preset.description}. {preset.reason}"
            self._row(PRESET).explain(described)
            self.query_one("#settings-explanation", Static).update(described)
            self._filled[PRESET] = text
            self._put_data(data_text(self._base))
            self._fill(self._base, [each.field for each in SETTINGS])
        elif field == "dataset":
            untouched = self._untouched
            self._filled[field] = text
            # The reader's own data stand where they came from: there one comes back to them.
            table = self._base.table if text == self._base.dataset else None
            self._put_data(table.name if table is not None else "")
            # Where that cannot be, in memory for one, the rows stay as they are.
            with suppress(ConfigurationError):
                self._fill(on_data(self._base, text, table), untouched)

    @property
    def _untouched(self) -> list[str]:
        """The fields of the rows in which nothing was typed."""
        return [
            each.field
            for each in SETTINGS
            if self._row(each.field).text == self._filled[each.field]
        ]

    def _put_data(self, text: str) -> None:
        self._filled[DATA] = text
        self._row(DATA).put(text)

    @on(OpeningField.Opened)
    @work(exclusive=True)
    async def _take_data(self) -> None:
        """Ask for a file, and fill the rows as suits it, where nothing was typed."""
        table = await own_table(self.app)
        if table is None:
            return
        try:
            base = on_data(self._base, self._base.dataset, table)
        except ConfigurationError as error:
            self.query_one("#settings-status", Static).update(f"! {error}")
            return
        self._base = base
        self._put_data(table.name)
        self._fill(base, ["dataset", *self._untouched])
        self._check_all()

    def _fill(self, configuration: Configuration, fields: Sequence[str]) -> None:
        for field in fields:
            self._filled[field] = BY_FIELD[field].text(configuration)
            self._row(field).put(self._filled[field])

    def _show_status(self) -> None:
        """What enter would do; or what is wrong, here first."""
        faults = self._draft.faults
        status = self.query_one("#settings-status", Static)
        status.set_class(bool(faults), "faulty")
        if faults:
            sentence = faults.get(self._entered) or next(iter(faults.values()))
            status.update(f"! {sentence}")
        else:
            assert self._draft.configuration is not None
            status.update(consequence(self._original, self._draft.configuration))

    @on(Input.Submitted)
    def action_apply(self) -> None:
        if self._draft.faults:
            is_here = self._entered in self._draft.faults
            self._row(self._entered if is_here else next(iter(self._draft.faults))).enter()
        else:
            self.dismiss(self._draft.configuration)

    def action_cancel(self) -> None:
        self.app.theme = self._theme_before
        self.dismiss(None)

    def action_go(self, rows: int) -> None:
        fields = [row.field for row in self.query(SettingRow)]
        position = fields.index(self._entered) + rows
        self._row(fields[min(max(position, 0), len(fields) - 1)]).enter()
