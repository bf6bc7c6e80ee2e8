"""A visitor without a browser: a cookie jar, requests with any header, and a websocket."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from attacked_server import AttackedServer

PATIENCE = 60.0
"""Seconds within which whatever is to come has come, on a machine that has much else to do."""


@dataclass
class Page:
    """An open websocket, and all that has come over it."""

    socket: aiohttp.ClientWebSocketResponse
    written: bytes = b""
    told: list[list[Any]] = field(default_factory=list)

    async def say(self, kind: str, *values: object) -> None:
        assert not self.socket.closed, (self.socket.close_code, self.told[-3:])
        await self.socket.send_str(json.dumps([kind, *values]))

    async def type(self, text: str) -> None:
        await self.say("stdin", text)

    async def hear(self, seconds: float = PATIENCE) -> bool:
        """Take in the next message; False where it is the end, or none comes in time."""
        try:
            message = await self.socket.receive(seconds)
        except TimeoutError:
            return False
        if message.type is aiohttp.WSMsgType.BINARY:
            self.written += message.data
        elif message.type is aiohttp.WSMsgType.TEXT:
            self.told.append(json.loads(message.data))
        else:
            return False
        return True

    async def until_written(self, text: str, seconds: float = PATIENCE) -> float:
        """Wait for bytes of the program; gives the seconds that it took."""
        start = time.monotonic()
        while text.encode() not in self.written:
            is_heard = await self.hear(max(start + seconds - time.monotonic(), 0.001))
            assert is_heard, self.state(text)
        return time.monotonic() - start

    async def until_told(self, kind: str, seconds: float = PATIENCE) -> list[Any]:
        """Wait for a message of this kind."""
        end = time.monotonic() + seconds
        while not (found := [each for each in self.told if each[0] == kind]):
            is_heard = await self.hear(max(end - time.monotonic(), 0.001))
            assert is_heard, self.state(kind)
        return found[-1]

    async def until_closed(self, seconds: float = PATIENCE) -> int | None:
        """Wait for the server to close it; gives the code."""
        end = time.monotonic() + seconds
        while await self.hear(max(end - time.monotonic(), 0.01)):
            pass
        return self.socket.close_code

    def state(self, awaited: str) -> str:
        end = f"closed with {self.socket.close_code}" if self.socket.closed else "open"
        return f"{awaited!r} has not come; {end}; told {self.told}; written {self.written[-500:]!r}"


@dataclass(frozen=True)
class Visitor:
    """One browser: what it keeps between requests is its cookies."""

    server: AttackedServer
    client: aiohttp.ClientSession

    def address(self, path: str) -> str:
        return f"{self.server.origin}/{path}"

    @property
    def cookies(self) -> dict[str, str]:
        return {each.key: each.value for each in self.client.cookie_jar}

    async def get(
        self, path: str = "", headers: Mapping[str, str] | None = None, **asked: Any
    ) -> tuple[int, str, Mapping[str, str]]:
        """Status, text and headers of an answer; redirects are not followed."""
        asked.setdefault("allow_redirects", False)
        async with self.client.get(self.address(path), headers=headers, **asked) as answer:
            return answer.status, await answer.text(errors="replace"), answer.headers

    async def post(
        self, path: str, data: bytes, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        headers = {"Origin": self.server.origin, **(headers or {})}
        body = io.BytesIO(data)
        async with self.client.post(self.address(path), data=body, headers=headers) as answer:
            return answer.status, await answer.text(errors="replace")

    async def enter(self) -> None:
        """Come by the address on the board, and keep the cookie."""
        status, text, _ = await self.get(f"?token={self.server.token}")
        assert status in (302, 303), (status, text)

    @asynccontextmanager
    async def page(
        self,
        path: str = "ws",
        *,
        width: object = 120,
        height: object = 40,
        headers: Mapping[str, str] | None = None,
    ) -> AsyncIterator[Page]:
        """A websocket as the page opens it; raises WSServerHandshakeError where it is refused."""
        headers = {"Origin": self.server.origin, **(headers or {})}
        address = f"{self.address(path)}?width={width}&height={height}"
        async with self.client.ws_connect(address, headers=headers, max_msg_size=0) as socket:
            yield Page(socket)

    async def refusal(self, path: str = "ws", headers: Mapping[str, str] | None = None) -> int:
        """The status with which a websocket is refused; 101 where it is let in."""
        try:
            async with self.page(path, headers=headers):
                return 101
        except aiohttp.WSServerHandshakeError as error:
            return error.status


@asynccontextmanager
async def visiting(server: AttackedServer, *, enters: bool = True) -> AsyncIterator[Visitor]:
    """A browser that has been let in, unless it is to try by other ways."""
    jar = aiohttp.CookieJar(unsafe=True)
    timeout = aiohttp.ClientTimeout(total=60.0)
    async with aiohttp.ClientSession(cookie_jar=jar, timeout=timeout) as client:
        visitor = Visitor(server, client)
        if enters:
            await visitor.enter()
        yield visitor


async def is_answered(page: Page, word: str, seconds: float = PATIENCE) -> float:
    """Type something and wait for the echo; gives the seconds."""
    start = time.monotonic()
    await page.type(word)
    await page.until_written(f"<{word}>", seconds)
    return time.monotonic() - start


async def eventually(condition: Any, seconds: float = PATIENCE) -> None:
    """Until a function gives something true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        await asyncio.sleep(0.02)


async def is_answered_by_screen(page: Page) -> float:
    """Have the real program run a batch; gives the seconds until it draws something."""
    while await page.hear(0.05):
        pass
    start, before = time.monotonic(), len(page.written)
    await page.type("b")
    while len(page.written) == before:
        assert await page.hear(), page.state("a drawing")
    return time.monotonic() - start
