"""Uploads that are too large, too slow, or not what they say; and how much is kept of them."""

from __future__ import annotations

import asyncio
import gzip

import aiohttp
import pytest
from attacked_server import HOST, AttackedServer
from attacking_visitor import Visitor, eventually, is_answered, visiting
from raw_socket import RawSocket

MOST = 8 * 1024 * 1024
TABLE = b"x,y\n1,2\n3,4\n"


def kept(server: AttackedServer) -> int:
    """Bytes of uploads on the disk."""
    return sum(each.stat().st_size for each in server.folder.glob("visitors/*/uploads/*"))


def head(visitor: Visitor, *more: str) -> bytes:
    """Of an upload by hand."""
    name, value = next(iter(visitor.cookies.items()))
    lines = [
        "POST /upload?name=a.csv HTTP/1.1",
        f"Host: {HOST}:{visitor.server.port}",
        f"Origin: {visitor.server.origin}",
        f"Cookie: {name}={value}",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


async def test_an_upload_over_the_bound_is_refused_and_not_kept(server: AttackedServer) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        await page.type("ask")
        _, told = await page.until_told("ask_file")
        assert told["most_bytes"] == MOST
        before, memory = kept(server), server.memory()
        try:
            status, text = await visitor.post("upload?name=a.csv", b"1" * (MOST + 1))
            assert status == 413, text
        except aiohttp.ClientError:
            pass  # refused by the size it said, before all of it was sent
        assert kept(server) == before
        assert server.memory() < memory + 2 * MOST + 10_000_000
        await is_answered(page, "still served")
        status, _ = await visitor.post("upload?name=a.csv", TABLE)
        assert status in (200, 204)


async def test_an_upload_without_end_in_pieces_is_cut_off(server: AttackedServer) -> None:
    """Chunked, nothing says how long it will be."""
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        await page.type("ask")
        await page.until_told("ask_file")
        before, memory = kept(server), server.memory()
        with RawSocket(server.port) as raw:
            raw.send(head(visitor, "Transfer-Encoding: chunked"))
            sent = 0
            while sent < 20 and raw.send(b"100000\r\n" + b"1" * 0x100000 + b"\r\n"):
                sent += 1
                await asyncio.sleep(0)
            assert sent < 20 or b" 413 " in raw.head()
        assert kept(server) == before
        assert server.memory() < memory + 2 * MOST + 10_000_000
        await is_answered(page, "still served")


async def test_lying_lengths_keep_nothing(server: AttackedServer) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        await page.type("ask")
        await page.until_told("ask_file")
        before = kept(server)
        with RawSocket(server.port) as raw:
            raw.send(head(visitor, "Content-Length: 1000") + b"x,y\n")
        with RawSocket(server.port) as raw:
            answer = raw.asked(head(visitor, "Content-Length: 99999999999999999999"))
            assert b" 413 " in answer or b" 400 " in answer
        with RawSocket(server.port) as raw:
            raw.send(head(visitor, f"Content-Length: {MOST + 1}", "Expect: 100-continue"))
            assert b" 413 " in raw.until(b" 413 ")
        with RawSocket(server.port) as raw:
            raw.send(head(visitor, "Transfer-Encoding: chunked") + b"fffffffffffffffff\r\nx")
            assert raw.is_closed()
        await is_answered(page, "still served")
        await eventually(lambda: kept(server) == before)


@pytest.mark.thorough
async def test_a_body_that_unpacks_itself_is_not_unpacked(server: AttackedServer) -> None:
    """Content-Encoding would have the web server unpack what no bound holds for."""
    bomb = gzip.compress(bytes(100_000_000), 1)
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        await page.type("ask")
        await page.until_told("ask_file")
        before, memory = kept(server), server.memory()
        for encoding in ("gzip", "deflate", "br", "zstd", "gzip, gzip"):
            try:
                status, _ = await visitor.post(
                    "upload?name=a.csv", bomb, {"Content-Encoding": encoding}
                )
                assert status in (200, 204, 400, 413, 415)
            except aiohttp.ClientError:
                pass
        assert kept(server) <= before + 5 * len(bomb)
        assert server.memory() < memory + 60_000_000
        await is_answered(page, "still served")


async def test_what_nobody_has_asked_for_is_not_kept(server: AttackedServer) -> None:
    """Only while the program asks for a table, and one at a time."""
    async with visiting(server) as visitor:
        status, _ = await visitor.post("upload?name=a.csv", TABLE)
        assert status in (403, 404, 409)
        async with visitor.page() as page:
            await page.until_written("begun")
            before = kept(server)
            status, _ = await visitor.post("upload?name=a.csv", TABLE)
            assert status == 409
            assert kept(server) == before


async def test_a_hundred_uploads_keep_what_a_few_do(server: AttackedServer) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        before = kept(server)
        for number in range(100):
            await page.type("ask")
            await page.until_told("ask_file")
            page.told.clear()
            status, text = await visitor.post(f"upload?name={number}.csv", TABLE * 1_000)
            assert status in (200, 204, 429), text
        assert kept(server) - before <= 25 * len(TABLE * 1_000)


async def test_uploads_of_one_visitor_at_once_are_few(server: AttackedServer) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        await page.type("ask")
        await page.until_told("ask_file")
        memory = server.memory()
        posts = [visitor.post("upload?name=a.csv", b"1" * MOST) for _ in range(20)]
        answers = await asyncio.gather(*posts, return_exceptions=True)
        statuses = [each[0] for each in answers if isinstance(each, tuple)]
        assert sum(status in (200, 204) for status in statuses) <= 2
        assert server.memory() < memory + 5 * MOST
        await is_answered(page, "still served")


async def test_a_teacher_uploads_nothing_to_a_visitor(server: AttackedServer) -> None:
    async with visiting(server, enters=False) as teacher:
        await teacher.get(f"class?token={server.class_token}")
        status, _ = await teacher.post("upload?name=a.csv", TABLE)
        assert status == 403
