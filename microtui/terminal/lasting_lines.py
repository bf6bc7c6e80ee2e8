"""What is printed once the screen is gone, and stays in the terminal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def print_text(text: str, *, is_error: bool = False) -> None:
    """A terminal that has gone gets nothing, without a word.

    Not through the buffer of standard output: what has no way out would stay in it, and fail once
    more when Python ends.
    """
    stream = sys.__stderr__ if is_error else sys.__stdout__
    if text and stream is not None:
        with suppress(OSError, UnicodeError):
            os.write(stream.fileno(), os.fsencode(text))
