"""What goes through the pipe: packets of one letter, four bytes for the size, and what is in them.

Textual's own format, of its driver for the web (8.2.8).
"""

from __future__ import annotations

from engine.errors import ConfigurationError

TYPED = SHOWN = "D"
"""What is typed, one way; what a terminal is to show, the other way."""

TOLD = "M"
"""A message, JSON."""

PACKED = "P"
"""A piece of a file."""

LETTERS = (SHOWN, TOLD, PACKED)
HEAD = 5
MOST_BYTES = 16 * 1024 * 1024
"""In one packet: more than a screen or a piece of a file ever takes."""


class PacketError(ConfigurationError):
    """What came through the pipe is not made of packets, or one of them is too large."""


def packet(letter: str, payload: bytes) -> bytes:
    return letter.encode() + len(payload).to_bytes(4, "big") + payload


class PacketReader:
    """Makes packets of what comes in pieces of any size."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._data = bytearray()

    def packets_with(self, data: bytes) -> list[tuple[str, bytes]]:
        """Letter and payload of each that these bytes complete.

        Raises `PacketError` where they are none, and from then on.
        """
        self._data += data
        found = []
        begin = 0
        while len(self._data) - begin >= HEAD:
            letter = chr(self._data[begin])
            size = int.from_bytes(self._data[begin + 1 : begin + HEAD], "big")
            if letter not in LETTERS:
                raise PacketError(f"a packet begins with {letter!r}, not with one of {LETTERS}")
            if size > self._most_bytes:
                raise PacketError(f"a packet of {size} bytes; {self._most_bytes} are the most")
            end = begin + HEAD + size
            if len(self._data) < end:
                break
            found.append((letter, bytes(self._data[begin + HEAD : end])))
            begin = end
        del self._data[:begin]
        return found
