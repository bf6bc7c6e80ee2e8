"""A slow line between a client and a server on this machine: delay, rate, and a bounded buffer.

What it is like is a modem or a wireless link. Each way it takes so many bytes a second and holds a
few until they are through; who sends more has to wait. What is through arrives after the delay.
"""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass
from queue import Queue
from typing import Self

GRAIN = 0.01
"""Seconds' worth of bytes, about, that are passed on at once."""
LARGEST_GRAIN = 16_384
KERNEL_BUFFER = 8_192
"""Bytes that the kernel may hold in front of the line, beside what the sender itself keeps."""
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Line:
    """What a line is like, the same both ways."""

    delay: float
    """Seconds from one end to the other."""
    bytes_per_second: float
    buffer: int = 32_768
    """Bytes that wait in front of it at most."""


class SlowLine:
    """Carries one connection after the other from its own `port` to another on this machine."""

    def __init__(self, line: Line, port: int) -> None:
        self.line = line
        self.bytes_received = 0
        """That have come to the client so far."""
        self._server_port = port
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.socket()
            server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, KERNEL_BUFFER)
            server.connect((HOST, self._server_port))
            for source, target in ((client, server), (server, client)):
                source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                way: Queue[tuple[float, bytes]] = Queue()
                threading.Thread(target=self._send, args=(source, way), daemon=True).start()
                threading.Thread(
                    target=self._receive, args=(way, target, target is client), daemon=True
                ).start()

    def _send(self, source: socket.socket, way: Queue[tuple[float, bytes]]) -> None:
        """Put what comes on its way, each piece behind the one before."""
        rate = self.line.bytes_per_second
        grain = max(min(int(GRAIN * rate), LARGEST_GRAIN), 1)
        through = 0.0
        data = b" "
        while data:
            try:
                data = source.recv(grain)
            except OSError:
                data = b""
            now = time.monotonic()
            through = max(through, now) + len(data) / rate
            way.put((through + self.line.delay, data))
            time.sleep(max(through - now - self.line.buffer / rate, 0.0))

    def _receive(
        self, way: Queue[tuple[float, bytes]], target: socket.socket, is_client: bool
    ) -> None:
        data = b" "
        while data:
            due, data = way.get()
            time.sleep(max(due - time.monotonic(), 0.0))
            try:
                if data:
                    target.sendall(data)
                else:
                    target.shutdown(socket.SHUT_WR)
            except OSError:
                return
            if is_client:
                self.bytes_received += len(data)
