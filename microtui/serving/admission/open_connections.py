"""How many connections there may be, and how long one may stay that asks for nothing."""

from __future__ import annotations

import asyncio

from aiohttp import web

PATIENCE = 10.0
"""Seconds within which a connection must have sent a whole request."""


class OpenConnections:
    """Makes what answers a connection, and keeps account of those that nobody was admitted on.

    Where there are too many, the oldest of those goes: a flood drives itself out, and whoever
    has a run under way is not touched by it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._silent: dict[web.RequestHandler, asyncio.TimerHandle] = {}
        """Those that have asked for nothing yet."""
        self._passing: dict[web.RequestHandler, None] = {}
        """Those that are no websocket of somebody admitted, oldest first."""

    def made_by(self, server: web.Server) -> web.RequestHandler:
        """What answers a new connection to this server."""
        connection = server()
        if max(len(server.connections), len(self._passing)) >= self._most:
            self._make_room(server)
        self._passing[connection] = None
        loop = asyncio.get_running_loop()
        self._silent[connection] = loop.call_later(PATIENCE, self._drop, connection)
        return connection

    def has_asked(self, connection: web.RequestHandler) -> None:
        """A whole request has come on it."""
        if timer := self._silent.pop(connection, None):
            timer.cancel()

    def settle(self, connection: web.RequestHandler) -> None:
        """Somebody admitted has a websocket on it: it goes for nobody else."""
        self._passing.pop(connection, None)

    def _make_room(self, server: web.Server) -> None:
        # One that has been silent so far may not have its transport yet.
        self._passing = {
            each: None for each in self._passing if each in self._silent or is_open(each)
        }
        if len(server.connections) >= self._most and self._passing:
            self._drop(next(iter(self._passing)))

    def _drop(self, connection: web.RequestHandler) -> None:
        self.has_asked(connection)
        self._passing.pop(connection, None)
        if connection.transport is not None:
            connection.transport.abort()


def is_open(connection: web.RequestHandler) -> bool:
    return connection.transport is not None and not connection.transport.is_closing()
