"""An application on the terminal, until the reader leaves it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from microtui.app import MicrotuiApp
from microtui.session.worker import Session
from microtui.terminal.access import require_terminal
from microtui.terminal.colors import THEME_FOR_FEW_COLORS, has_few_colors
from microtui.terminal.lasting_lines import print_text
from microtui.terminal.served import is_served
from microtui.words.plain_text import without_controls


def shown(app: MicrotuiApp, session: Session, theme: str | None, *, mouse: bool) -> int:
    """Show it; gives the exit status."""
    if theme is None and has_few_colors(app):
        app.theme = THEME_FOR_FEW_COLORS
    # Only now: a mistake in an option is told wherever it was typed.
    require_terminal()
    app.run(mouse=mouse)
    if not is_served():
        print_lines(app.lines_copied)
    if app.failure is not None:
        # The session has ended, too: only now it is known whether the run is saved.
        sentence = app.failure.sentence(run_is_saved=session.is_saved)
        click.echo(f"microtui: {sentence}", err=True)
    return app.return_code or 0


def print_lines(lines: Sequence[str]) -> None:
    """Print them where they can be selected."""
    print_text("".join(f"{without_controls(line)}\n" for line in lines))
