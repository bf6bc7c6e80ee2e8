"""`microtui` without a command: the application."""

from __future__ import annotations

import click

from microtui.app import MicrotuiApp
from microtui.session.worker import Session
from microtui.settings.settings_file import remember_theme
from microtui.terminal.access import require_terminal


def show(
    session: Session, frames_per_second: int, theme: str | None, ascii_only: bool | None
) -> int:
    """Show a run until the reader leaves it; gives the exit status."""
    app = MicrotuiApp(
        session,
        frames_per_second=frames_per_second,
        theme=theme,
        ascii_only=ascii_only,
        remember_theme=remember_theme,
    )
    # Only now: a mistake in an option is told wherever it was typed.
    require_terminal()
    app.run()
    if app.failure is not None:
        # The session has ended, too: only now it is known whether the run is saved.
        sentence = app.failure.sentence(run_is_saved=session.is_saved)
        click.echo(f"microtui: {sentence}", err=True)
    return app.return_code or 0
