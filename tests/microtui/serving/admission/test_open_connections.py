"""Too many connections: those go that nobody was admitted on, the oldest first."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest
from aiohttp import web

from microtui.serving.admission import open_connections
from microtui.serving.admission.open_connections import OpenConnections


class Transport:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def is_closing(self) -> bool:
        return False

    def abort(self) -> None:
        self._connection.transport = None


class Connection:
    def __init__(self) -> None:
        self.transport: Transport | None = Transport(self)

    @property
    def is_open(self) -> bool:
        return self.transport is not None


class Server:
    def __init__(self) -> None:
        self._made: list[Connection] = []

    def __call__(self) -> Connection:
        self._made.append(Connection())
        return self._made[-1]

    @property
    def connections(self) -> list[Connection]:
        return [each for each in self._made if each.is_open]


class Door:
    """The connections to a server, by those who come."""

    def __init__(self, most: int) -> None:
        self._server = Server()
        self._connections = OpenConnections(most)

    def comes(self) -> Connection:
        return cast(Connection, self._connections.made_by(cast(web.Server, self._server)))

    def asks(self, connection: Connection) -> None:
        self._connections.has_asked(cast(web.RequestHandler, connection))

    def plays(self, connection: Connection) -> None:
        self.asks(connection)
        self._connections.settle(cast(web.RequestHandler, connection))


async def test_a_flood_drives_itself_out_and_nobody_who_plays() -> None:
    door = Door(most=4)
    player = door.comes()
    door.plays(player)
    flood = [door.comes() for _ in range(100)]
    assert player.is_open
    assert sum(each.is_open for each in flood) < 4
    assert flood[-1].is_open
    visitor = door.comes()
    assert visitor.is_open


async def test_one_who_asks_for_nothing_goes_and_one_who_has_asked_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(open_connections, "PATIENCE", 0.01)
    door = Door(most=10)
    asking = door.comes()
    door.asks(asking)
    silent = door.comes()
    async with asyncio.timeout(20.0):
        while silent.is_open:
            await asyncio.sleep(0.01)
    assert asking.is_open
