"""`microtui` without a command: the application."""

from __future__ import annotations

from collections.abc import Sequence

import click

from microtui.app import MicrotuiApp
from microtui.session.worker import Session
from microtui.settings.settings_file import read_keys, remember_theme, settings_path
from microtui.terminal.access import require_terminal
from microtui.terminal.colors import THEME_FOR_FEW_COLORS, has_few_colors
from microtui.terminal.lasting_lines import print_text
from microtui.words.plain_text import without_controls


def show(
    session: Session,
    frames_per_second: int,
    theme: str | None,
    ascii_only: bool | None,
    *,
    mouse: bool,
    scratchpad: str | None = None,
    first_pane: str | None = None,
    sample: int | None = None,
) -> int:
    """Show a run until the reader leaves it; gives the exit status.

    In front of it, if given, the scratchpad with these lines, or one pane alone, of this sample.
    """
    app = MicrotuiApp(
        session,
        frames_per_second=frames_per_second,
        theme=theme,
        ascii_only=ascii_only,
        remember_theme=remember_theme,
        changed_keys=read_keys(settings_path()),
        scratchpad=scratchpad,
        first_pane=first_pane,
        sample=sample,
    )
    return shown(app, session, theme, mouse=mouse)


def shown(app: MicrotuiApp, session: Session, theme: str | None, *, mouse: bool) -> int:
    """Show an application that is made; gives the exit status."""
    if theme is None and has_few_colors(app):
        app.theme = THEME_FOR_FEW_COLORS
    # Only now: a mistake in an option is told wherever it was typed.
    require_terminal()
    app.run(mouse=mouse)
    print_lines(app.lines_copied)
    if app.failure is not None:
        # The session has ended, too: only now it is known whether the run is saved.
        sentence = app.failure.sentence(run_is_saved=session.is_saved)
        click.echo(f"microtui: {sentence}", err=True)
    return app.return_code or 0


def print_lines(lines: Sequence[str]) -> None:
    """Print them where they can be selected."""
    print_text("".join(f"{without_controls(line)}\n" for line in lines))
