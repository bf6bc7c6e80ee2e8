"""Text in lines of 80 columns."""

from __future__ import annotations

import textwrap

COLUMNS = 80


def wrapped(text: str, indent: str = "") -> str:
    """What does not fit goes on in the next line, indented; a long path is not broken."""
    return textwrap.fill(
        text,
        COLUMNS,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
