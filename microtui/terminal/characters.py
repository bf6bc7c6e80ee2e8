"""Which characters the terminal can show, and what stands in for those that it cannot."""

from __future__ import annotations

import io
import os
import re
import sys

from rich.cells import cell_len
from textual.app import App

from microtui.terminal.served import is_served

PLAIN_TERMINALS = {
    "linux": "the console of Linux: a font of 256 or 512 characters, without braille",
    "fbterm": "the same console, with the fonts that somebody has put together for it",
    "cons25": "the old console of FreeBSD: the 256 characters of code page 437",
    "wsvt25": "the console of NetBSD: the 256 characters of Latin 1",
    "sun": "the console of a SPARC machine: the 256 characters of Latin 1",
    "ansi": "ANSI.SYS and modem programs: the 256 characters of code page 437",
    "vt52": "a terminal of 1975: ASCII",
    "vt100": "DEC's terminals, and serial lines that say so: ASCII and straight lines",
    "vt102": "as vt100",
    "vt220": "DEC's later ones: Latin 1 as well",
    "vt320": "as vt220",
    "vt420": "as vt220",
    "vt510": "as vt220",
}
"""By what TERM begins with: terminals whose fonts lack braille, rounded corners or half blocks,
whatever the locale says, and why."""

STAND_INS = {
    **dict.fromkeys("─━┅╌┄═▁▔⎯", "-"),
    **dict.fromkeys("│┃║╎▏▕▌▐┆▝▗▘▖", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝", "+"),
    **dict.fromkeys("┏┓┗┛┣┫┳┻╋", "#"),
    **dict.fromkeys("▀▄▂▃▅▆▇█▊▎▉▋▍", "#"),
    **dict.fromkeys("‹«←◀", "<"),
    **dict.fromkeys("›»→▶▸", ">"),
    **dict.fromkeys("↑▲", "^"),
    **dict.fromkeys("↓▼", "v"),
    **dict.fromkeys("·•…", "."),
    **dict.fromkeys("×✖", "x"),
    **dict.fromkeys("–—−", "-"),
    **dict.fromkeys("‘’‚´", "'"),
    **dict.fromkeys("“”„", '"'),
    "●": "o",
    "‖": "|",
    "≤": "<",
    "≥": ">",
    "≈": "~",
    "÷": "/",
    "∞": "?",
    "±": "~",
    "■": "#",
    "◪": "#",
    "░": ".",
    "▒": ":",
    "▓": "#",
    "○": "O",
    "†": "x",
    "✗": "x",
    "┊": ":",
    "⏎": "<",
    "Σ": "S",
    "²": "2",
    "🔎": "> ",
}
TABLE = str.maketrans(STAND_INS)
OTHERS = re.compile(r"[^\x00-\x7f]")


def as_ascii(text: str) -> str:
    """The same text of the same width; what has no stand-in becomes question marks."""
    if text.isascii():
        return text
    return OTHERS.sub(lambda found: "?" * cell_len(found[0]), text.translate(TABLE))


def is_ascii_only(app: App[object]) -> bool:
    """Whether the application is to show ASCII characters and no others."""
    return bool(getattr(app, "ascii_only", False))


def is_plain_terminal() -> bool:
    """Whether the terminal lacks blocks, lines or dots of ours, by its locale or by its kind.

    A page shows them all.
    """
    if is_served():
        return False
    family = os.environ.get("TERM", "").partition("-")[0]
    return family in PLAIN_TERMINALS or not output_is_unicode()


def output_is_unicode() -> bool:
    """Whether what is written can be any character; Textual writes to the original stderr."""
    encoding = sys.__stderr__.encoding if sys.__stderr__ is not None else "utf-8"
    return encoding.lower().replace("-", "").startswith("utf")


def write_unicode() -> None:
    """From now on any character can be written, whatever the locale says."""
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        sys.__stderr__.reconfigure(encoding="utf-8")
