"""How messages stand one behind the other in a stream of bytes: each behind its length."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

LENGTH_BYTES = 4
TEXT_MARK = b"!"
"""Begins a message that is a mere text, which whoever has nothing but Python itself can make; a
pickle begins otherwise."""


def framed(message: object) -> bytes:
    if isinstance(message, str):
        data = TEXT_MARK + message.encode("utf-8", "replace")
    else:
        data = pickle.dumps(message, protocol=4)
    return len(data).to_bytes(LENGTH_BYTES, "big") + data


class Unframed:
    """Bytes as they come, and the messages that have come whole."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def messages_with(self, data: bytes) -> Iterator[Any]:
        """Takes what has come; gives the messages that are whole with it."""
        self._bytes += data
        while len(self._bytes) >= LENGTH_BYTES:
            end = LENGTH_BYTES + int.from_bytes(self._bytes[:LENGTH_BYTES], "big")
            if len(self._bytes) < end:
                return
            message = bytes(self._bytes[LENGTH_BYTES:end])
            del self._bytes[:end]
            if message.startswith(TEXT_MARK):
                yield message.removeprefix(TEXT_MARK).decode("utf-8", "replace")
            else:
                yield pickle.loads(message)
