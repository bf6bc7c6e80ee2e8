"""The bytes of a file that is named, or of standard input."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path

from engine.run.configuration import MOST_SAMPLES
from microtui.tables.limits import MOST_BYTES, MOST_COLUMNS
from microtui.tables.table_error import TableFileError
from microtui.terminal.served import told_path

STANDARD_INPUT = "standard input"
"""What is called so on the screen and in sentences; on the command line it is a dash."""

ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/{1,3}(.+)", re.IGNORECASE | re.DOTALL)
"""A path of pathlib's has lost one of the two slashes."""


def bytes_named(path: str) -> tuple[str, bytes]:
    """What the file is called, and what it holds; a dash is standard input.

    Raises `TableFileError` where it cannot be read, is no ordinary file or too large.
    """
    if path == "-":
        return STANDARD_INPUT, bytes_of_input()
    refuse_address(path)
    return Path(path).name, bytes_of(Path(path))


def refuse_address(text: str) -> None:
    """Raises `TableFileError` for the address of a page."""
    found = ADDRESS.fullmatch(text.strip())
    if found is None or len(found[1]) == 1:
        return
    address = f"{found[1]}://{found[2]}"
    raise TableFileError(
        f"{address} is an address, and only files are read: download it first, with curl -O "
        f"{address}"
    )


def bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise TableFileError(f"{told_path(path)} is a directory: a file with commas is needed")
        if not stat.S_ISREG(status.st_mode):
            raise TableFileError(
                f"{told_path(path)} is no ordinary file: save what it gives in one first, or "
                "give it on standard input with --data -"
            )
        require_not_too_large(told_path(path), status.st_size)
        return path.read_bytes()
    except OSError as error:
        raise TableFileError(f"{told_path(path)} cannot be read: {error.strerror}") from None
    except TableFileError:
        raise
    except ValueError as error:
        raise TableFileError(f"{told_path(path)!r} cannot be read: {error}") from None


def bytes_of_input() -> bytes:
    if sys.stdin is None:
        raise TableFileError("there is no standard input: name a file")
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise TableFileError(f"{STANDARD_INPUT} cannot be read: {error.strerror}") from None
    require_not_too_large(STANDARD_INPUT, len(data))
    return data


def require_not_too_large(name: str, size: int) -> None:
    if size > MOST_BYTES:
        raise TableFileError(
            f"{name} has {size:,} bytes: at most {MOST_BYTES:,} are read, as many as "
            f"{MOST_SAMPLES:,} samples of {MOST_COLUMNS} columns take"
        )
