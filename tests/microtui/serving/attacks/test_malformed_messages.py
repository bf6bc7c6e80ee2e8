"""Messages that no page sends: the socket is closed with a sentence, or nothing comes of it.

Whatever is sent, the program of the one who sends it goes on, and so do those of all others.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct

import pytest
from attacked_server import AttackedServer
from attacking_visitor import Page, Visitor, is_answered, visiting
from raw_socket import RawSocket

NO_MESSAGES = [
    "",
    "x",
    "{}",
    "[]",
    "null",
    "1",
    '"stdin"',
    '{"stdin": "x"}',
    '["nothing", "x"]',
    "[1, 2]",
    "[[]]",
    '[["stdin"], "x"]',
    '["stdin"]',
    '["stdin", 1]',
    '["stdin", null]',
    '["stdin", ["x"]]',
    '["stdin", {"x": "y"}]',
    '["stdin", "x", "y"]',
    '["name"]',
    '["resize"]',
    '["resize", null]',
    '["resize", []]',
    '["resize", {}]',
    '["resize", {"width": 80}]',
    '["resize", {"width": "80", "height": "24"}]',
    '["resize", {"width": null, "height": 24}]',
    '["resize", {"width": [80], "height": 24}]',
    '["quit"]',
    '["redraw"]',
    '["file", "x"]',
    '["attach", {"width": 80, "height": 24}]',
    '["deliver_chunk_request", "x"]',
    "[" * 60_000,
    '{"a":' * 10_000,
    '["stdin", ' + "9" * 60_000 + "]",
    '["resize", {"width": ' + "9" * 50_000 + ', "height": 1}]',
    '["stdin", "x"',
    '\ufeff["stdin", "x"]',
    '["stdin", "x"]\u0000',
    "['stdin', 'x']",
]


@pytest.mark.thorough
async def test_what_is_no_message_closes_the_socket(server: AttackedServer) -> None:
    async with visiting(server) as visitor:
        for message in NO_MESSAGES:
            async with visitor.page() as page:
                await page.until_told("welcome")
                await page.socket.send_str(message)
                assert await page.until_closed() == 1008, message[:80]
        await goes_on(visitor)


ODD_BUT_SOUND = [
    '["name", 1]',
    '["name", {"a": ["b"]}]',
    '["name", "\\ud800"]',
    '["stdin", "\\ud800"]',
    '["stdin", "\\udc00\\ud800"]',
    '["stdin", ""]',
    '["resize", {"width": true, "height": false}]',
    '["resize", {"width": NaN, "height": NaN}]',
    '["resize", {"width": Infinity, "height": -Infinity}]',
    '["resize", {"width": 1e999, "height": -1e999}]',
]


async def test_odd_values_are_mended_or_close_the_socket(server: AttackedServer) -> None:
    async with visiting(server) as visitor:
        for message in ODD_BUT_SOUND:
            async with visitor.page() as page:
                await page.until_told("welcome")
                await page.socket.send_str(message)
                await page.type("after")
                while b"<after>" not in page.written and await page.hear():
                    pass
                assert page.socket.close_code in (None, 1008), message
                within_bounds(page)
        await goes_on(visitor)


async def test_bytes_are_no_message(server: AttackedServer) -> None:
    async with visiting(server) as visitor:
        for data in (b"", b"\x00", b'["stdin", "x"]', os.urandom(1_000)):
            async with visitor.page() as page:
                await page.until_told("welcome")
                await page.socket.send_bytes(data)
                assert await page.until_closed() in (1003, 1008)
        await goes_on(visitor)


async def test_a_message_over_the_bound_closes_the_socket(server: AttackedServer) -> None:
    async with visiting(server) as visitor:
        for size in (70_000, 5_000_000):
            async with visitor.page() as page:
                await page.until_told("welcome")
                with contextlib.suppress(ConnectionError):
                    await page.type("x" * size)
                assert await page.until_closed() in (1008, 1009, 1006, None)
        await goes_on(visitor)


async def test_a_message_just_within_the_bound_is_one(server: AttackedServer) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        word = "x" * 60_000
        await is_answered(page, word)


async def test_no_size_is_too_odd(server: AttackedServer) -> None:
    """It is brought within 20..500 x 5..200, or the socket is closed."""
    async with visiting(server) as visitor:
        for width in (-5, 0, 1, 19, 501, 10**9, -(10**9), 10**40, 10**400, 80.7, 1e300):
            async with visitor.page() as page:
                await page.until_told("welcome")
                await page.say("resize", {"width": width, "height": width})
                await page.type("after")
                while b"<after>" not in page.written and await page.hear():
                    pass
                within_bounds(page)
        await goes_on(visitor)


async def test_no_size_in_the_address_is_too_odd(server: AttackedServer) -> None:
    odd = [
        "-1",
        "0",
        "nan",
        "inf",
        "1e9",
        "9" * 3_000,
        "80;rm",
        "%00",
        "",
        "0x50",
        "٣٠",
        "8&width=9",
    ]
    async with visiting(server) as visitor:
        for asked in odd:
            async with visitor.page(width=asked, height=asked) as page:
                await page.type("after")
                while b"<after>" not in page.written and await page.hear():
                    pass
                within_bounds(page)
        await goes_on(visitor)


async def test_control_characters_reach_the_program_as_typed_and_nobody_else(
    server: AttackedServer,
) -> None:
    """The pipe says how long a piece is: nothing that is typed can end it early."""
    odd = "".join(map(chr, range(32))) + "\x7f\x80\x9b\u2028\ufeff\U0010ffff" + "D\x00\x00\x00\x01x"
    odd += 'M\x00\x00\x00\x10{"type": "quit"}'
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_told("welcome")
        await page.type(odd)
        await page.until_written(f"<{odd}>")
        await is_answered(page, "after")


async def test_fragments_control_frames_and_reserved_bits(server: AttackedServer) -> None:
    """The websocket by hand: what is not according to the protocol closes it at once."""
    frames = {
        "reserved bits": bytes([0x80 | 0x70 | 1, 0x80]) + b"abcd",
        "no mask": bytes([0x81, 2]) + b"[]",
        "unknown kind": bytes([0x83, 0x80]) + b"abcd",
        "large ping": bytes([0x89, 0x80 | 126]) + struct.pack(">H", 1_000) + b"abcd" + b"x" * 1_000,
        "fragmented ping": bytes([0x09, 0x80]) + b"abcd",
        "continues nothing": bytes([0x80, 0x80]) + b"abcd",
        "half UTF-8": bytes([0x81, 0x82]) + b"\0\0\0\0" + b"\xe2\x82",
        "huge length": bytes([0x81, 0x80 | 127]) + b"\x7f" + b"\xff" * 7 + b"abcd",
        "close with 1 byte": bytes([0x88, 0x81]) + b"\0\0\0\0" + b"\x03",
    }
    async with visiting(server) as visitor:
        for name, frame in frames.items():
            with RawSocket(server.port) as raw:
                raw.open_websocket(visitor)
                raw.send(frame)
                assert raw.is_closed(), name
        with RawSocket(server.port) as raw:
            raw.open_websocket(visitor)
            begun = bytes([0x01, 0x80]) + b"abcd"
            more = (
                bytes([0x00, 0x80 | 126]) + struct.pack(">H", 60_000) + b"\0\0\0\0" + b"x" * 60_000
            )
            raw.send(begun + more * 20)
            assert raw.is_closed()
        await goes_on(visitor)


@pytest.mark.thorough
async def test_a_compressed_message_that_is_huge_unpacked_is_refused(
    server: AttackedServer,
) -> None:
    before = server.memory()
    async with visiting(server) as visitor:
        address = visitor.address("ws?width=80&height=24")
        headers = {"Origin": server.origin}
        async with visitor.client.ws_connect(address, headers=headers, compress=15) as socket:
            page = Page(socket)
            await page.until_told("welcome")
            with contextlib.suppress(ConnectionError):
                await page.say("stdin", "\0" * 50_000_000)
            assert await page.until_closed() in (1008, 1009, 1006, None)
        await goes_on(visitor)
    assert server.memory() < before + 30_000_000


async def test_what_the_program_says_is_not_believed_either(server: AttackedServer) -> None:
    """A program that has gone wrong writes packets that are none: its own visitor sees it end."""
    odd = [
        b"X\x00\x00\x00\x01x",
        b"D\xff\xff\xff\xff",
        b"M\x00\x00\x00\x01x",
        b"M\x00\x00\x00\x02{}",
        b"M\x00\x00\x00\x04null",
        b'M\x00\x00\x00\x0c{"type": []}',
        b"M" + struct.pack(">I", 60_000) + b"[" * 60_000,
        b"P\x00\x00\x00\x01x",
        b"P\x00\x00\x00\x05l5:ab",
        b"\x00" * 100,
        b'M\x00\x00\x00\x20{"type": "report", "report": []}',
    ]
    for data in odd:
        async with visiting(server) as visitor, visitor.page() as page:
            await page.until_told("welcome")
            await page.type(f"raw {data.hex()}")
            # It ends, or goes on, or waits for the rest of a packet that does not come.
            await page.type("leave 0")
            await page.until_closed(2.0)
    async with visiting(server) as visitor:
        await goes_on(visitor)
    assert server.process.poll() is None


async def goes_on(visitor: Visitor) -> None:
    """The same visitor comes back and is answered."""
    async with visitor.page() as page:
        await is_answered(page, "still served")


def within_bounds(page: Page) -> None:
    """Every size that the program was told."""
    for line in page.written.decode().split("\r\n"):
        if line.startswith("told "):
            told = json.loads(line.removeprefix("told "))
            if told["type"] in ("attach", "resize"):
                assert 20 <= told["width"] <= 500
                assert 5 <= told["height"] <= 200
                assert isinstance(told["width"], int)
