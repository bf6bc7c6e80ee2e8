"""The lines of an expression: as they were typed, from a file, or from standard input."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from engine.errors import ConfigurationError
from engine.graph.scratchpad.reading.bounds import MOST_CHARACTERS
from microtui.settings.home_path import expanded
from microtui.settings.plain_text_file import text_of

MOST_BYTES = 4 * MOST_CHARACTERS
"""Each takes four at most in UTF-8: what has more bytes than that is too long in any case."""

NEEDED = "lines such as a = 2.0 are needed"

STANDARD_INPUT = "-"

LIKE_A_PATH = re.compile(
    r"(?:~|\.{0,2}/)[^\n=]*"
    r"|[^\n=+*()#;]*[^\W\d][^\n=+*()#;]*\.[^\W\d]\w*"
)
"""`/x`, `./x`, `../x`, `~/x`, and `my lines.txt`: a name and an ending, and no formula, in which
behind a point stand digits, or a function and its brackets."""

LONGEST_SHOWN = 80

NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


@dataclass(frozen=True)
class ExpressionText:
    """What is to be read as an expression."""

    text: str
    source: str
    """The file that it stands in; empty where it was typed."""


def expression_text(typed: str) -> ExpressionText:
    """What was typed; or what stands in the file of that name, or, for a dash, on standard input.

    Raises `ConfigurationError` for a file that cannot be read, or is not there.
    """
    if typed == STANDARD_INPUT:
        return ExpressionText(decoded("the standard input", read_input()), "the standard input")
    is_like_a_path = LIKE_A_PATH.fullmatch(typed.strip()) is not None
    path = expanded(typed) if is_like_a_path else typed
    if is_like_a_path or is_there(path):
        return ExpressionText(decoded(path, read_file(path)), Path(path).name)
    return ExpressionText(typed, "")


def is_there(path: str) -> bool:
    """Whether there is anything of that name; a text that can name nothing is not there."""
    try:
        os.stat(path)
    except (OSError, ValueError):
        return False
    return True


def read_file(path: str) -> bytes:
    """One byte too many at most, of an ordinary file or a pipe."""
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):
            raise ConfigurationError(f"{path} is a directory: {NEEDED}")
        with open(path, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        if error.errno in NOT_THERE:
            shown = path if len(path) <= LONGEST_SHOWN else f"{path[:LONGEST_SHOWN]}…"
            raise ConfigurationError(
                f"there is no file {shown}: name one that is there, or type the lines themselves, "
                "such as 'a = 2.0; b = a * 3'"
            ) from None
        raise ConfigurationError(f"{path} cannot be read: {error.strerror or error}") from None
    except ConfigurationError:
        raise
    except ValueError as error:
        raise ConfigurationError(f"{path!r} cannot be read: {error}") from None


def read_input() -> bytes:
    if sys.stdin is None:
        raise ConfigurationError(f"there is no standard input: {NEEDED}")
    try:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConfigurationError(
            f"the standard input cannot be read: {error.strerror or error}"
        ) from None


def decoded(name: str, data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise ConfigurationError(f"{name} has more than {MOST_BYTES:,} bytes: {NEEDED}")
    return text_of(name, data, NEEDED)
