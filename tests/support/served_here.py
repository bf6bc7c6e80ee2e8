"""The routes of a server in this process, with stand-ins for the programs behind them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType, web
from aiohttp.test_utils import TestServer

from microtui.serving.admission.gate import Gate
from microtui.serving.admission.kept_tokens import KeptTokens
from microtui.serving.admission.open_connections import OpenConnections
from microtui.serving.process.hearing import Hearing
from microtui.serving.routes.application import add_routes
from microtui.serving.routes.served import Served
from microtui.serving.sessions.beginning import Beginning
from microtui.serving.sessions.sessions import Sessions
from microtui.serving.visitors.kept_visitors import KeptVisitors

PATIENCE = 60.0
"""Seconds for what is to come, on a machine that does something else, too."""

TOKENS = KeptTokens("abcd-efgh-jkmn", "pqrs-tuvw-xyz2", "0" * 64)
FIRST, LATER = ("--preset", "xor"), ("--resume", "last")


class StandIn:
    """A program that keeps what it is told, and says what a test wants."""

    pid = 0

    def __init__(self, arguments: list[str], folder: Path, hear: Hearing) -> None:
        self.arguments = arguments
        self.folder = folder
        self.hear = hear
        self.typed = ""
        self.heard: list[dict[str, Any]] = []
        self.last_words = ""
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.takes = asyncio.Event()
        """Cleared, it takes nothing of what it is sent."""
        self.takes.set()
        self._news = asyncio.Condition()

    async def type(self, text: str) -> None:
        self.typed += text
        await self._told()

    async def tell(self, type_: str, **values: Any) -> None:
        self.heard.append({"type": type_, **values})
        await self._told()

    async def end(self, patience: float = 10.0) -> int:
        await self.tell("quit")
        self.leave(0)
        return 0

    def leave(self, status: int, words: str = "") -> None:
        self.last_words = words
        if not self.ended.done():
            self.ended.set_result(status)

    async def has_typed(self, text: str) -> None:
        await self._until(lambda: text in self.typed)

    async def has_heard(self, type_: str, count: int = 1) -> dict[str, Any]:
        """The message of this type that came as the one of this number."""

        def those() -> list[dict[str, Any]]:
            return [each for each in self.heard if each["type"] == type_]

        await self._until(lambda: len(those()) >= count)
        return those()[count - 1]

    async def _told(self) -> None:
        async with self._news:
            self._news.notify_all()
        await self.takes.wait()

    async def _until(self, condition: Any) -> None:
        async with self._news, asyncio.timeout(PATIENCE):
            await self._news.wait_for(condition)


@dataclass
class ServedHere:
    """A server, and those who come to it."""

    address: str
    served: Served
    programs: list[StandIn]
    folder: Path
    browsers: list[Browser] = field(default_factory=list)
    has_room: bool = True
    """Whether this machine can begin one more process."""
    begins: asyncio.Event = field(default_factory=asyncio.Event)
    """Cleared, it takes its time to begin one."""

    @property
    def program(self) -> StandIn:
        """The one that was started last."""
        return self.programs[-1]

    def stranger(self) -> Browser:
        client = ClientSession(cookie_jar=CookieJar(unsafe=True))
        self.browsers.append(Browser(self.address, client))
        return self.browsers[-1]

    async def visitor(self) -> Browser:
        """Somebody who has typed the address with the token."""
        browser = self.stranger()
        assert await browser.status_of(f"?token={TOKENS.visitor}") == 200
        return browser


@dataclass
class Browser:
    """One that keeps its cookies."""

    address: str
    client: ClientSession
    tabs: list[Tab] = field(default_factory=list)

    async def status_of(self, path: str) -> int:
        async with self.client.get(self.address + path) as answer:
            await answer.read()
            return answer.status

    async def opens(self, path: str = "ws?width=100&height=30", origin: str | None = None) -> Tab:
        """Raises aiohttp's WSServerHandshakeError where it is refused."""
        origin = self.address.rstrip("/") if origin is None else origin
        headers = {"Origin": origin} if origin else {}
        socket = await self.client.ws_connect(self.address + path, headers=headers, autoclose=False)
        tab = Tab(socket)
        # Forgotten, it would be closed.
        self.tabs.append(tab)
        return tab

    async def plays(self, path: str = "ws?width=100&height=30") -> Tab:
        tab = await self.opens(path)
        await tab.hears("welcome")
        return tab


@dataclass
class Tab:
    """A page that is open."""

    socket: ClientWebSocketResponse
    seen: bytes = b""
    said: list[Any] = field(default_factory=list)

    async def sends(self, *message: object) -> None:
        await self.socket.send_json(message)

    async def hears(self, kind: str) -> Mapping[str, Any]:
        """What comes with the next message of this kind."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self.socket.receive()
                assert message.type in (WSMsgType.TEXT, WSMsgType.BINARY), message
                if message.type == WSMsgType.BINARY:
                    self.seen += message.data
                    continue
                said = message.json()
                self.said.append(said)
                if said[0] == kind:
                    values: Mapping[str, Any] = said[1]
                    return values

    async def sees(self, data: bytes) -> None:
        async with asyncio.timeout(PATIENCE):
            while data not in self.seen:
                message = await self.socket.receive()
                assert message.type in (WSMsgType.TEXT, WSMsgType.BINARY), message
                if message.type == WSMsgType.BINARY:
                    self.seen += message.data

    async def is_closed_with(self) -> int:
        """The code, once what came before is out of the way."""
        async with asyncio.timeout(PATIENCE):
            while (message := await self.socket.receive()).type != WSMsgType.CLOSE:
                assert message.type in (WSMsgType.TEXT, WSMsgType.BINARY), message
                if message.type == WSMsgType.TEXT:
                    self.said.append(message.json())
        await self.socket.close()
        return int(message.data)


@asynccontextmanager
async def served_here(
    folder: Path,
    *,
    places: int = 5,
    idle: float = 3600.0,
    needs_token: bool = True,
    public_url: str | None = None,
    most_visitors: int = 100,
    connections: int = 100,
) -> AsyncIterator[ServedHere]:
    programs: list[StandIn] = []

    async def start(
        arguments: list[str], folder: Path, size: tuple[int, int], hear: Hearing
    ) -> StandIn:
        await here.begins.wait()
        if not here.has_room:
            raise OSError("no room for one more process")
        programs.append(StandIn(arguments, folder, hear))
        return programs[-1]

    visitors = KeptVisitors(folder / "visitors", None, most_visitors)
    served = Served(
        Gate(TOKENS, 8000, needs_token, (public_url or "").startswith("https:")),
        public_url,
        visitors,
        Sessions(start, Beginning(FIRST, LATER, visitors.changed), places, idle),
        OpenConnections(connections),
    )
    application = web.Application()
    add_routes(application, served)
    server = TestServer(application)
    await server.start_server()
    here = ServedHere(str(server.make_url("/")), served, programs, folder)
    here.begins.set()
    try:
        yield here
    finally:
        for browser in here.browsers:
            await browser.client.close()
        await served.sessions.end_all(1.0)
        await server.close()
