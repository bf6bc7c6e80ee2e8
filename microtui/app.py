"""The application: what hangs together with what, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.theme import Theme

from engine.errors import ConfigurationError, require_name
from engine.training import PHASES
from microtui.keys import key
from microtui.messages import FindAsked, LineCopied, RuleAsked
from microtui.screens.changed_keys import bindings_of, keymap_of, places, renamed
from microtui.screens.main_screen import MainScreen
from microtui.session.worker import Session
from microtui.settings.program_settings import DEFAULT_FPS
from microtui.terminal.access import forget_screen
from microtui.terminal.application.acting_keys import acting
from microtui.terminal.application.signals import leave_on_signals
from microtui.terminal.application.steady_app import SteadyApp
from microtui.widgets.drawing.colors.theme_colors import theme_colors

if TYPE_CHECKING:
    from microtui.saving.failure_report import FailureReport


def lecture_scratchpad() -> Screen[None]:
    """With the lecture's first lines; it stays as it is left until the program ends."""
    from engine.graph.scratchpad.examples import EXAMPLES
    from microtui.screens.scratchpad.scratchpad_screen import ScratchpadScreen

    return ScratchpadScreen(EXAMPLES["lecture"].text)


SWITCH_INTERVAL = 0.0005
"""Seconds until a thread that trains flat out lets the screen's thread answer a key."""


class MicrotuiApp(SteadyApp):
    """Shows one training run."""

    TITLE = "microtui"
    CSS_PATH = "microtui.tcss"
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = {"scratchpad": lecture_scratchpad}
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
        session: Session,
        *,
        frames_per_second: int = DEFAULT_FPS,
        theme: str | None = None,
        ascii_only: bool | None = None,
        remember_theme: Callable[[str], None] | None = None,
        changed_keys: Mapping[str, str] | None = None,
        scratchpad: str | None = None,
        first_pane: str | None = None,
        sample: int | None = None,
    ) -> None:
        """In front of the run, if given, the scratchpad with these lines; leaving it ends the
        program. Or one pane alone at first, that of the graph showing this sample."""
        super().__init__(ascii_only=ascii_only)
        if theme is not None:
            require_name("theme", theme, sorted(self.available_themes))
            self.theme = theme
        self._remember_theme = remember_theme
        own_keys = bindings_of(MicrotuiApp)
        self._changed_keys = keymap_of(changed_keys or {}, own_keys)
        self.renamed_keys = renamed(self._changed_keys, own_keys)
        if self._changed_keys:
            self.key_order = places(own_keys)
        self.failure: FailureReport | None = None
        """What is kept of the error that has ended the application, if one has."""
        self.lines_copied: list[str] = []
        """The command lines that the reader wants to take along, each once, the last at the end."""
        self._main_screen = MainScreen(session, frames_per_second, first_pane, sample)
        self._scratchpad = scratchpad

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
        self.push_screen(self._main_screen)
        if self._scratchpad is not None:
            from microtui.screens.scratchpad.scratchpad_screen import ScratchpadScreen

            self.push_screen(ScratchpadScreen(self._scratchpad, is_alone=True))

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
        from microtui.saving.failure_report import report_failure

        if self.failure is None:
            snapshot = self._main_screen.snapshot
            configuration = snapshot.configuration if snapshot is not None else None
            at = len(PHASES) * snapshot.updates + snapshot.phase if snapshot is not None else 0
            self.failure = report_failure(configuration, at)

    def on_resize(self) -> None:
        forget_screen(self)

    def action_redraw(self) -> None:
        self.draw_anew()

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        self._main_screen.cursor_reported(event.x, event.y)

    def on_line_copied(self, message: LineCopied) -> None:
        others = [line for line in self.lines_copied if line != message.line]
        self.lines_copied = [*others, message.line]

    def on_rule_asked(self, message: RuleAsked) -> None:
        # What colours it takes longer to import than all the dialogs.
        from microtui.screens.source_screen import SourceScreen

        screen = SourceScreen.of_walk(message.operation, overwrites=message.overwrites)
        self.push_screen(screen)

    def on_find_asked(self, message: FindAsked) -> None:
        from microtui.screens.dialogs.filter_screen import FilterScreen

        self.push_screen(FilterScreen("The node whose name has", "", message.find))

    def action_help(self) -> None:
        from microtui.screens.help_screen import HelpScreen

        bindings = [each.binding for each in acting(self.screen)]
        self.push_screen(HelpScreen(bindings, getattr(self.screen, "INTRODUCTION", None)))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Ours, then what Textual itself offers."""
        from microtui.screens.palette_commands import palette_commands

        yield from palette_commands(self, screen)
        yield from super().get_system_commands(screen)
