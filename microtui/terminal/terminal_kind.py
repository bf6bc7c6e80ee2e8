"""What kind of terminal this is, as far as the environment says."""

from __future__ import annotations

from collections.abc import Mapping

from microtui.terminal.served import is_served

WINDOWS = (
    *("alacritty", "contour", "Eterm", "foot", "ghostty", "gnome", "iTerm", "iTerm2", "kitty"),
    *("konsole", "mintty", "mlterm", "nsterm", "putty", "rio", "rxvt", "screen", "st", "stterm"),
    *("tmux", "vte", "wezterm", "xterm"),
)
"""Kinds that are windows, with a title and mostly a clipboard; what is inside one counts, too.

Others, consoles above all, may print what is said to these.
"""


def terminal_kind(environment: Mapping[str, str]) -> str:
    """What TERM begins with: `screen` of `screen-256color` and of `screen.xterm-256color`.

    That of a page is made like xterm, whatever the terminal of the one who serves it is.
    """
    if is_served(environment):
        return "xterm"
    return environment.get("TERM", "").partition("-")[0].partition(".")[0]


def has_window(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is a window that can be spoken to by its own sequences (OSC)."""
    return terminal_kind(environment) in WINDOWS
