"""Where a text goes that is sent to the clipboard, and where it may get stuck.

No terminal answers to OSC 52, the sequence that sets the clipboard: what becomes of it can only be
told from where the program runs. It is sent bare, not wrapped for tmux to let it through: tmux lets
nothing through by default either, and where its reader allows programs the clipboard, the bare
sequence also fills the buffer that tmux itself pastes from.
"""

from __future__ import annotations

from collections.abc import Mapping

from microtui.terminal.served import is_served
from microtui.terminal.terminal_kind import has_window, terminal_kind

TMUX = "tmux hands it on only with: set -g set-clipboard on"


IN_BROWSER = "It is in your browser's clipboard, or the page shows it to be copied."
"""A browser may ask its reader first."""


def whereabouts(environment: Mapping[str, str]) -> str:
    """What becomes of a text that is sent to the clipboard, as far as can be known, in a sentence.

    What stands between program and terminal comes first: it sees to the text first.
    """
    if is_served(environment):
        return IN_BROWSER
    terminal, program = terminal_kind(environment), environment.get("TERM_PROGRAM")
    if "TMUX" in environment or terminal == "tmux":
        return f"{TMUX}."
    if "STY" in environment:
        return "screen does not hand it on."
    if terminal == "screen":
        return f"screen does not hand it on; {TMUX}."
    if terminal == "linux":
        return "The Linux console has no clipboard."
    if not has_window(environment):
        return f"A terminal of this kind ({terminal or 'without a name'}) has no clipboard."
    if program == "Apple_Terminal":
        return "macOS Terminal lets no program set it."
    if program == "iTerm.app" or environment.get("LC_TERMINAL") == "iTerm2":
        return (
            "iTerm2 sets it only where its settings say so: General, Selection, Applications in "
            "terminal may access clipboard."
        )
    if "VTE_VERSION" in environment:
        return "GNOME Terminal, and others made of the same parts (VTE), let no program set it."
    if "XTERM_VERSION" in environment:
        return "xterm sets it only where its resources say: disallowedWindowOps: 20,21,SetXprop."
    return "It arrives where the terminal lets programs set the clipboard."
