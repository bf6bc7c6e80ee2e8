"""Which characters the terminal can show, and what stands in for those that it cannot."""

from __future__ import annotations

import sys

from textual.app import App

STAND_INS = {
    **dict.fromkeys("─━┅╌┄═▁▔⎯", "-"),
    **dict.fromkeys("│┃║╎▏▕▌▐┆", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝", "+"),
    **dict.fromkeys("▀▄▂▃▅▆▇█▊▎▉▋▍", "#"),
    **dict.fromkeys("‹«←◀", "<"),
    **dict.fromkeys("›»→▶▸", ">"),
    **dict.fromkeys("↑▲", "^"),
    **dict.fromkeys("↓▼", "v"),
    **dict.fromkeys("·•…", "."),
    **dict.fromkeys("×✖", "x"),
    **dict.fromkeys("–—", "-"),
    "●": "o",
    "‖": "|",
    "≤": "<",
    "≈": "~",
    "÷": "/",
    "∞": "?",
    "■": "#",
    "⏎": "<",
    "Σ": "S",
    "²": "2",
}
TABLE = str.maketrans(STAND_INS)


def as_ascii(text: str) -> str:
    """The same text of the same width; what has no stand-in becomes a question mark."""
    return text.translate(TABLE).encode("ascii", "replace").decode("ascii")


def is_ascii_only(app: App[object]) -> bool:
    """Whether the terminal's character set has no blocks, lines or dots of ours.

    Textual writes to the original stderr; a test without a terminal has all characters.
    """
    return not app.is_headless and not output_is_unicode()


def output_is_unicode() -> bool:
    encoding = sys.__stderr__.encoding if sys.__stderr__ is not None else "utf-8"
    return encoding.lower().replace("-", "").startswith("utf")
