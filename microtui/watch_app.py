"""The application in front of somebody's own script: what hangs together with what."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import events

from microtui.screens.program_app import ProgramApp
from microtui.screens.watch.leaving import Fate, LeavingScreen
from microtui.screens.watch.watch_screen import WatchScreen
from microtui.screens.watch.watched import Watched
from microtui.settings.program_settings import DEFAULT_FPS
from microtui.settings.settings_file import read_keys, remember_theme, settings_path
from microtui.terminal.access import require_terminal
from microtui.terminal.colors import THEME_FOR_FEW_COLORS, has_few_colors
from microtui.terminal.lasting_lines import print_text
from microtui.words.watch.after_leaving import told_after

if TYPE_CHECKING:
    from microtui.saving.failure_report import FailureReport

PATIENCE = 6.0
"""Seconds that a script has to end, the last of them by force."""


class WatchApp(ProgramApp):
    """Shows one watched script."""

    CSS_PATH = ["microtui.tcss", "watch.tcss"]  # noqa: RUF012

    def __init__(
        self,
        watched: Watched,
        *,
        frames_per_second: int = DEFAULT_FPS,
        theme: str | None = None,
        ascii_only: bool | None = None,
        remember_theme: Callable[[str], None] | None = None,
        changed_keys: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            theme=theme,
            ascii_only=ascii_only,
            remember_theme=remember_theme,
            changed_keys=changed_keys,
        )
        self.fate: Fate | None = None
        """What is to become of the script; None where nobody was there to be asked."""
        self.watch_screen = WatchScreen(watched, frames_per_second)

    def open_first(self) -> None:
        self.push_screen(self.watch_screen)

    def on_watch_screen_left(self, message: WatchScreen.Left) -> None:
        self.fate = message.fate
        self.exit()

    def write_failure(self) -> FailureReport:
        from microtui.saving.failure_report import report_failure

        return report_failure(f"with {self.watch_screen.sighting}")

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        self.watch_screen.cursor_reported(event.x, event.y)

    async def action_quit(self) -> None:
        if not isinstance(self.screen, LeavingScreen):
            self.watch_screen.ask_to_leave()


def show_watch(
    watched: Watched,
    frames_per_second: int,
    theme: str | None,
    ascii_only: bool | None,
    *,
    mouse: bool,
) -> int:
    """Show a script that has been started until the reader leaves it; gives the exit status.

    That is the script's own, or 0 where it is let go. Where the connection drops it is let go, too;
    a program that is told to end ends what it has started.
    """
    app = WatchApp(
        watched,
        frames_per_second=frames_per_second,
        theme=theme,
        ascii_only=ascii_only,
        remember_theme=remember_theme,
        changed_keys=read_keys(settings_path()),
    )
    if theme is None and has_few_colors(app):
        app.theme = THEME_FOR_FEW_COLORS
    # Only now: a mistake in an option is told wherever it was typed.
    require_terminal()
    app.run(mouse=mouse)
    if watched.status is None:
        if app.return_code == 128 + signal.SIGTERM:
            end(watched)
        else:
            watched.let_go()
    sighting = app.watch_screen.newest()
    print_text(told_after(sighting, app.watch_screen.printed, watched.output_path))
    if app.failure is not None:
        print_text(f"microtui: {app.failure.sentence(run_is_saved=False)}\n", is_error=True)
    return app.return_code or sighting.status or 0


def end(watched: Watched) -> None:
    """Stop it, and wait for that: nobody would be there to do it by force."""
    watched.stop()
    latest = time.monotonic() + PATIENCE
    while watched.status is None and time.monotonic() < latest:
        time.sleep(0.02)
