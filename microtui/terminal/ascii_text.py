"""What stands in for lines, blocks and dots in a terminal that knows nothing but ASCII."""

from __future__ import annotations

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
