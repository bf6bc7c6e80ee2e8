"""What stands in a file, where that is text."""

from __future__ import annotations

from engine.errors import ConfigurationError


def text_of(name: str, data: bytes, needed: str) -> str:
    """These bytes as text, in UTF-8 with or without its mark.

    Raises `ConfigurationError` with what is needed in place of a binary file, or with the line
    that is in another encoding.
    """
    if b"\0" in data:
        raise ConfigurationError(f"{name} is a binary file: {needed}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            f"{name}, line {line}: byte {data[error.start]:#04x} is not UTF-8: save the file in "
            "that encoding"
        ) from None
