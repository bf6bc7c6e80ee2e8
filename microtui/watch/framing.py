"""How messages stand one behind the other in a stream of bytes: each behind its length."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

LENGTH_BYTES = 4


def framed(message: object) -> bytes:
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
            message = pickle.loads(bytes(self._bytes[LENGTH_BYTES:end]))
            del self._bytes[:end]
            yield message
