"""Bytes to a server as they are, for what no client would send."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Self

from attacked_server import HOST

if TYPE_CHECKING:
    from attacking_visitor import Visitor


class RawSocket:
    """A connection on this machine; whatever waits, waits for so many seconds at most."""

    def __init__(self, port: int, seconds: float = 60.0) -> None:
        self.port = port
        self._socket = socket.create_connection((HOST, port), seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._socket.close()

    def send(self, data: bytes) -> bool:
        """Whether all of it has been taken."""
        try:
            self._socket.sendall(data)
        except OSError:
            return False
        return True

    def receive(self, size: int = 65_536) -> bytes:
        """What has come; nothing at the end, and TimeoutError where nothing comes."""
        try:
            return self._socket.recv(size)
        except (ConnectionError, BrokenPipeError):
            return b""

    def all(self) -> bytes:
        """Everything until the other side closes."""
        received = b""
        while data := self.receive():
            received += data
        return received

    def until(self, part: bytes) -> bytes:
        """Everything up to where this has come."""
        received = b""
        while part not in received and (data := self.receive()):
            received += data
        return received

    def head(self) -> bytes:
        """The answer up to where its headers end."""
        return self.until(b"\r\n\r\n")

    def is_closed(self) -> bool:
        """Waits for the end; False where it does not come in time."""
        try:
            self.all()
        except TimeoutError:
            return False
        return True

    def asked(self, request: bytes) -> bytes:
        """The first answer to a request."""
        self.send(request)
        return self.head()

    def open_websocket(self, visitor: Visitor) -> None:
        """As this visitor."""
        cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        lines = [
            "GET /ws?width=80&height=24 HTTP/1.1",
            f"Host: {HOST}:{self.port}",
            f"Origin: http://{HOST}:{self.port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            f"Cookie: {cookie}",
        ]
        answer = self.asked("\r\n".join([*lines, "", ""]).encode())
        assert answer.startswith(b"HTTP/1.1 101"), answer
