"""A command line that the reader takes along: where it goes is said, for no screen shows it."""

from __future__ import annotations

import os
from typing import Any

from textual.app import App

from microtui.messages import LineCopied
from microtui.terminal.clipboard import whereabouts
from microtui.terminal.served import is_served
from microtui.terminal.terminal_kind import has_window
from microtui.words.cut_text import CUT

MOST_SHOWN = 200
"""Characters of a command line that leave room for what is said about it, at 80x24."""


def hand_over(app: App[Any], line: str, title: str, reservation: str | None = None) -> None:
    """Send it to the clipboard, keep it and show it; a reservation says what it leaves open."""
    app.post_message(LineCopied(line))
    is_sent = has_window(os.environ)
    if is_sent:
        app.copy_to_clipboard(line)
    printed = None if is_served() else "When you leave, the line is printed."
    sentences = [whereabouts(os.environ), printed, reservation]
    # What has no room on a small screen is the end of the line, which goes out whole.
    shown = line if len(line) <= MOST_SHOWN else line[: MOST_SHOWN - len(CUT)] + CUT
    app.notify(
        f"{' '.join(filter(None, sentences))}\n\n{shown}",
        title="Sent to the clipboard" if is_sent else title,
        markup=False,
        timeout=12,
    )
