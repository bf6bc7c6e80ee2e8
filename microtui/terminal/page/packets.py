"""What goes between the program and the server: packets, whole or not at all.

A letter, then four bytes that say how many follow, the highest first, then those.
"""

from __future__ import annotations

import os
import select
import threading
from dataclasses import dataclass

HEAD = 5
"""Bytes: the letter and the size."""

DATA, META = b"D", b"M"


@dataclass(frozen=True)
class Packet:
    """`kind` is one byte: `D` for what is typed or drawn, `M` for what is told, as JSON."""

    kind: bytes
    payload: bytes


class PacketInput:
    """Reads each packet to its end and not a byte further: somebody else may read the next."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._woken, self._waking = os.pipe()

    def next(self, seconds: float | None) -> Packet | None:
        """None where none has begun within that time, or since somebody has said `wake`.

        Raises EOFError behind the last. Without a time it waits for good, and costs nothing.
        """
        ready = select.select([self._descriptor, self._woken], [], [], seconds)[0]
        if self._descriptor not in ready or self._woken in ready:
            return None
        head = self._exactly(HEAD)
        return Packet(head[:1], self._exactly(int.from_bytes(head[1:], "big")))

    def wake(self) -> None:
        """Have whoever waits for a packet, now or later, wait no more. Any thread may call this."""
        os.write(self._waking, b"w")

    def close(self) -> None:
        """Once nobody waits any more; what it reads from stays open."""
        os.close(self._woken)
        os.close(self._waking)

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            try:
                more = os.read(self._descriptor, size - len(data))
            except OSError:
                more = b""
            if not more:
                raise EOFError
            data += more
        return data


class PacketOutput:
    """Writes each packet whole, whichever threads write at the same time.

    Where nobody reads any more it has no effect.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._alone = threading.Lock()
        self._is_broken = False

    def write(self, packet: bytes) -> None:
        """One or more whole packets."""
        left = memoryview(packet)
        with self._alone:
            while left and not self._is_broken:
                try:
                    left = left[os.write(self._descriptor, left) :]
                except OSError:
                    self._is_broken = True
