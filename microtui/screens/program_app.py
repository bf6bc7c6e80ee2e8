"""What every application of ours has, whatever it shows: the keys of the program, themes, keys that
the reader has changed, and a word on what nobody expected."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.theme import Theme

from engine.errors import ConfigurationError, require_name
from microtui.keys import key
from microtui.screens.changed_keys import bindings_of, keymap_of, places, renamed
from microtui.terminal.access import forget_screen
from microtui.terminal.application.acting_keys import acting
from microtui.terminal.application.signals import leave_on_signals
from microtui.terminal.application.steady_app import SteadyApp
from microtui.terminal.page.page_messages import FileCame, NoFile
from microtui.terminal.served import is_served
from microtui.widgets.drawing.colors.theme_colors import theme_colors

if TYPE_CHECKING:
    from microtui.saving.failure_report import FailureReport

SWITCH_INTERVAL = 0.0005
"""Seconds until a thread that trains flat out lets the screen's thread answer a key."""


class ProgramApp(SteadyApp):
    """Opens its first screens once keys and signals are as they are to be."""

    TITLE = "microtui"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("question_mark", "help", "help", "Show all keys", "program", footer=True, display="?"),
        key("ctrl+p", "command_palette", "palette", "Search all that can be done", "program"),
        key("ctrl+l", "redraw", "redraw", "Draw the whole screen anew", "program"),
        key(
            "ctrl+z",
            "suspend_process",
            "suspend",
            "To the shell; fg comes back",
            "program",
            priority=True,
        ),
        key("ctrl+c", "quit", "interrupt", "Quit", "program"),
        key("q", "quit", "quit", "Quit", "program", footer=True),
    ]

    def __init__(
        self,
        *,
        theme: str | None = None,
        ascii_only: bool | None = None,
        remember_theme: Callable[[str], None] | None = None,
        changed_keys: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(ascii_only=ascii_only)
        if theme is not None:
            require_name("theme", theme, sorted(self.available_themes))
            self.theme = theme
        self._remember_theme = remember_theme
        own_keys = bindings_of(ProgramApp)
        self._changed_keys = keymap_of(changed_keys or {}, own_keys)
        self.renamed_keys = renamed(self._changed_keys, own_keys)
        if self._changed_keys:
            self.key_order = places(own_keys)
        self.failure: FailureReport | None = None
        """What is kept of the error that has ended the application, if one has."""

    def open_first(self) -> None:
        """Open the screens that it begins with."""
        raise NotImplementedError

    def write_failure(self) -> FailureReport:
        """Write down the exception being handled, and how things were."""
        raise NotImplementedError

    def get_css_variables(self) -> dict[str, str]:
        """Those of Textual's theme, and ours."""
        variables = super().get_css_variables()
        dark = self.current_theme.dark
        return {**variables, **theme_colors(variables, dark=dark, no_color=self.no_color)}

    def on_mount(self) -> None:
        sys.setswitchinterval(SWITCH_INTERVAL)
        leave_on_signals(self)
        self.set_keymap(self._changed_keys)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.open_first()

    def _keep_theme(self, theme: Theme) -> None:
        """Start with this theme next time; where that cannot be written down, say so once."""
        if self._remember_theme is None:
            return
        try:
            self._remember_theme(theme.name)
        except (OSError, ConfigurationError) as error:
            self._remember_theme = None
            self.notify(f"The theme cannot be remembered: {error}", severity="warning")

    def note_failure(self) -> None:
        """Write down what went wrong first: what fails while all closes comes of that."""
        if self.failure is None:
            self.failure = self.write_failure()

    def on_resize(self) -> None:
        forget_screen(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Behind a page there is no shell to go to."""
        if action == "suspend_process" and is_served():
            return False
        return super().check_action(action, parameters)

    def on_file_came(self, message: FileCame) -> None:
        """It is for the dialog that has asked for one; where none does any more, for nobody."""
        from microtui.screens.dialogs.data.upload_screen import UploadScreen

        if isinstance(self.screen, UploadScreen):
            self.screen.post_message(FileCame(message.name, message.path))
        else:
            message.path.unlink(missing_ok=True)

    def on_no_file(self) -> None:
        self.screen.post_message(NoFile())

    def action_redraw(self) -> None:
        self.draw_anew()

    def action_help(self) -> None:
        from microtui.screens.help_screen import HelpScreen

        bindings = [each.binding for each in acting(self.screen)]
        introduction = getattr(self.screen, "INTRODUCTION", None)
        questions = getattr(self.screen, "QUESTIONS", None)
        self.push_screen(HelpScreen(bindings, introduction, questions))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Ours, then what Textual itself offers."""
        from microtui.screens.palette_commands import page_commands, palette_commands

        yield from palette_commands(self, screen)
        yield from page_commands(self)
        yield from super().get_system_commands(screen)
