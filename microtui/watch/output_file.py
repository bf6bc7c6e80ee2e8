"""The files that the output of watched scripts goes to, and what is read of one as it grows."""

from __future__ import annotations

import codecs
import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path

SUFFIX = ".txt"
MOST_FILES = 10
AT_A_TIME = 65536
"""Bytes."""


def new_output_file(folder: Path, script: str) -> tuple[Path, int]:
    """A new file, and the descriptor of it: as long as anybody has that open, it is kept.

    Raises OSError where none can be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{Path(script).stem}"
    path = folder / f"{name}{SUFFIX}"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    forget_oldest(folder)
    return path, descriptor


def forget_oldest(folder: Path) -> None:
    """Keep the newest files; what a running script still writes to stays, however old it is."""
    for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True)[MOST_FILES:]:
        with suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def text_from(path: Path, offset: int) -> tuple[str, int]:
    """A piece of it as it stands there, from this byte on, and the byte behind that piece.

    A character of which only a part is there yet waits for the rest.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read(AT_A_TIME)
    except OSError:
        return "", offset
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    text = decoder.decode(data)
    unfinished, _ = decoder.getstate()
    return text, offset + len(data) - len(unfinished)
