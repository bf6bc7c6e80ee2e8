"""The legend: every sign and colour on the screen, named."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from engine.run.configuration import Configuration
from microtui.terminal.characters import is_ascii_only
from microtui.terminal.colors import draws_plainly
from microtui.widgets.drawing.colors.class_palette import class_palette_of
from microtui.widgets.drawing.colors.palette import palette_of
from microtui.widgets.reading import Reading
from microtui.words.legend.entries import Entry, Looks, Section
from microtui.words.legend.legend import legend

SIGN_WIDTH = 12


class LegendScreen(ModalScreen[None]):
    """Names the signs in their own colours; escape, q and its own key close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,asterisk", "app.pop_screen", "close", key_display="esc"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "plot--train",
        "plot--test",
        "plot--twin",
        "legend--warning",
    }

    def __init__(self, configuration: Configuration) -> None:
        super().__init__()
        self._configuration = configuration

    def compose(self) -> ComposeResult:
        ascii_only = is_ascii_only(self.app)
        looks = Looks(ascii_only, has_colors=not draws_plainly(self.app))
        with Reading(classes="dialog") as box:
            box.border_title = "Signs and colours"
            box.border_subtitle = "esc closes"
            for section in legend(self._configuration, looks):
                yield Static(section.title, classes="group")
                yield Static(self._table(section))

    def _table(self, section: Section) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_column(max_width=SIGN_WIDTH, min_width=SIGN_WIDTH, overflow="fold")
        table.add_column()
        for entry in section.entries:
            table.add_row(Text(entry.sign, self._style(entry)), Text(entry.meaning))
        return table

    def _style(self, entry: Entry) -> Style:
        palette = palette_of(self.app.current_theme)
        if entry.of_class is not None:
            marks = class_palette_of(self.app.current_theme).marks
            return Style(color=marks[entry.of_class].rich_color, bold=True)
        match entry.hue:
            case "negative":
                return Style(color=palette.negative_mark.rich_color, bold=True)
            case "positive":
                return Style(color=palette.positive_mark.rich_color, bold=True)
            case "plain":
                return Style(bold=True)
            case "warning":
                return self.get_component_rich_style("legend--warning", partial=True)
            case curve:
                return self.get_component_rich_style(f"plot--{curve}", partial=True)
