"""Whether the terminal has the colours for pictures whose hue says something."""

from __future__ import annotations

from typing import Any

from textual.app import App

from microtui.terminal.characters import is_ascii_only
from microtui.terminal.served import is_served

THEME_FOR_FEW_COLORS = "ansi-dark"
"""It is made of those that every terminal has; of the others' shades they are too far away."""


def has_few_colors(app: App[Any]) -> bool:
    """Whether there are only sixteen colours, or eight; where there is no terminal, there are all.

    Shades of two hues are all the same grey then. A page has all colours.
    """
    if is_served():
        return False
    return app.console.color_system == "standard" and not app.is_headless


def draws_plainly(app: App[Any]) -> bool:
    """Whether characters must say what colours say elsewhere."""
    return app.no_color or is_ascii_only(app) or has_few_colors(app)
