"""A thousand connections: whoever opens them gets nothing more, and an honest visitor is served."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from attacked_server import HOST, AttackedServer, attacked_server
from attacking_visitor import PATIENCE, Page, eventually, is_answered, visiting
from raw_socket import RawSocket

MANY = 1_000
PROMISED = 10.0
"""Seconds after which a connection without a request is closed."""


@contextlib.contextmanager
def connections(server: AttackedServer, number: int, first: bytes) -> Iterator[list[socket.socket]]:
    """So many, each having sent this; fewer where the server takes no more."""
    with contextlib.ExitStack() as stack:
        opened = []
        for _ in range(number):
            try:
                each = stack.enter_context(socket.create_connection((HOST, server.port), 5.0))
                each.sendall(first)
            except OSError:
                continue
            opened.append(each)
        yield opened


def number_closed(opened: list[socket.socket], seconds: float) -> int:
    """How many of them the server has closed by then."""
    left, end = set(opened), time.monotonic() + seconds
    while left and time.monotonic() < end:
        for each in list(left):
            each.setblocking(False)
            try:
                if each.recv(65_536) == b"":
                    left.discard(each)
            except BlockingIOError:
                continue
            except OSError:
                left.discard(each)
        time.sleep(0.05)
    return len(opened) - len(left)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"G",
        b"GET / HTTP/1.1\r\nHost: x\r\n",
        b"POST /upload?name=a HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\nx",
    ],
    ids=["idle", "a letter", "half a request", "half a body"],
)
async def test_connections_that_ask_for_nothing_are_closed(tmp_path: Path, first: bytes) -> None:
    with attacked_server(tmp_path) as server:
        before = server.descriptors()
        async with visiting(server) as visitor, visitor.page() as page:
            await page.until_told("welcome")
            with connections(server, MANY, first) as opened:
                await is_answered(page, "who was there before")
                closed = await asyncio.to_thread(number_closed, opened, PROMISED + PATIENCE)
                assert closed == len(opened)
            async with visiting(server) as late, late.page() as theirs:
                await is_answered(theirs, "who comes after")
        await eventually(lambda: server.descriptors() <= before + 30)


@pytest.mark.thorough
async def test_headers_and_bodies_that_come_a_byte_at_a_time_are_cut_off(tmp_path: Path) -> None:
    """A byte a second is no sign of life: the whole request has its time, not each byte of it."""
    with attacked_server(tmp_path) as server:
        async with visiting(server) as visitor, visitor.page() as page:
            await page.until_told("welcome")
            name, value = next(iter(visitor.cookies.items()))
            head = [
                "POST /upload?name=a.csv HTTP/1.1",
                f"Host: {HOST}:{server.port}",
                f"Origin: {server.origin}",
                f"Cookie: {name}={value}",
                "Content-Length: 1000000",
            ]
            body = "\r\n".join([*head, "", ""]).encode()
            for beginning in (b"GET / HTTP/1.1\r\nX: ", body):
                seconds = await asyncio.to_thread(drip, server, beginning, 150.0)
                assert seconds < 130.0
            await is_answered(page, "still served")


def drip(server: AttackedServer, beginning: bytes, most: float) -> float:
    """Sends a byte a second; gives the seconds after which the server had enough of it."""
    start = time.monotonic()
    with RawSocket(server.port, 1.0) as raw:
        raw.send(beginning)
        while time.monotonic() < start + most:
            raw.send(b"x")
            with contextlib.suppress(TimeoutError):
                raw.all()
                break
    return time.monotonic() - start


@asynccontextmanager
async def many_pages(
    open_one: Callable[[], contextlib.AbstractAsyncContextManager[Page]], number: int
) -> AsyncIterator[list[Page]]:
    async with AsyncExitStack() as stack:
        pages = []
        for _ in range(number):
            try:
                pages.append(await stack.enter_async_context(open_one()))
            except (aiohttp.ClientError, OSError):
                break
        yield pages


async def test_the_websockets_of_one_visitor_are_one_program(tmp_path: Path) -> None:
    """The newest takes over; each of the others is told so and closed."""
    with attacked_server(tmp_path) as server:
        async with visiting(server) as visitor, visitor.page() as first:
            await first.until_told("welcome")
            programs = len(server.family())
            async with many_pages(visitor.page, 60) as pages:
                await is_answered(pages[-1], "the newest")
                for each in [first, *pages[:-1]]:
                    await each.until_told("taken")
                    assert not await each.hear()
                assert len(server.family()) == programs


@pytest.mark.thorough
async def test_a_thousand_websockets_of_one_visitor_take_nobody_elses_place(
    tmp_path: Path,
) -> None:
    with attacked_server(tmp_path, sessions=4) as server:
        async with visiting(server) as greedy, visiting(server) as honest, honest.page() as page:
            await is_answered(page, "before")
            for _ in range(20):
                async with many_pages(greedy.page, MANY // 20):
                    await is_answered(page, "meanwhile")
                    page.written = b""
            async with visiting(server) as late, late.page() as theirs:
                await is_answered(theirs, "after")


async def test_many_visitors_get_no_more_programs_than_there_are_places(tmp_path: Path) -> None:
    """The rest are told to wait, and keep nothing on the disk for it."""
    with attacked_server(tmp_path, sessions=3) as server:
        async with AsyncExitStack() as stack:
            pages = []
            for _ in range(12):
                visitor = await stack.enter_async_context(visiting(server))
                pages.append(await stack.enter_async_context(visitor.page()))
            for page in pages[:3]:
                await page.until_told("welcome")
            for page in pages[3:]:
                _, waiting = await page.until_told("wait")
                assert "3" in waiting["sentence"] or "three" in waiting["sentence"]
                assert waiting["seconds"] > 0
                assert not await page.hear()
            for page in pages[:3]:
                await is_answered(page, "has a place")
            assert len(list(server.folder.glob("visitors/*"))) <= 3


@pytest.mark.thorough
async def test_a_thousand_visitors_leave_nothing_behind(tmp_path: Path) -> None:
    """Cookies without end: each a visitor of its own. Memory, descriptors, processes, folders."""
    with attacked_server(tmp_path, sessions=3) as server:
        async with visiting(server) as honest, honest.page() as page:
            await is_answered(page, "before")
            memory, descriptors = server.memory(), server.descriptors()
            for _ in range(MANY // 50):
                async with AsyncExitStack() as stack:
                    for _ in range(50):
                        visitor = await stack.enter_async_context(visiting(server))
                        await stack.enter_async_context(visitor.page())
                    page.written = b""
                    await is_answered(page, "meanwhile")
            await eventually(lambda: server.descriptors() <= descriptors + 10)
            assert server.memory() < memory + 20_000_000
            assert len(list(server.folder.glob("visitors/*"))) <= 3
            assert len(server.family()) <= 3 + 3
