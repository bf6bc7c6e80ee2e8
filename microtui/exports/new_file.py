"""Writing a file that may be there already: never over it, unless that was asked for."""

from __future__ import annotations

from pathlib import Path

from engine.errors import ConfigurationError
from microtui.terminal.served import told_path


class FileExistsAlreadyError(ConfigurationError):
    """There is a file of that name."""


class FileNotWrittenError(ConfigurationError):
    """It cannot be written; the text says why."""


def write_file(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Raises `FileExistsAlreadyError`, or `FileNotWrittenError` with a sentence."""
    if path.is_dir():
        raise FileNotWrittenError(f"{told_path(path)} is a directory: name a file in it")
    try:
        with path.open("w" if overwrite else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise FileExistsAlreadyError(
            f"{told_path(path)} exists already: choose another name, or write over it with --force"
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise FileNotWrittenError(f"{told_path(path)} cannot be written: {reason}") from None
