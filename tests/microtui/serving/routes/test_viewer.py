"""The outbox of a page: nobody waits for it, and it does not grow without end."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest
from aiohttp import web

from microtui.serving.routes import viewer
from microtui.serving.routes.viewer import Viewer


class SocketOfAPage:
    """Takes what is sent while it is let."""

    def __init__(self) -> None:
        self.taken: list[bytes | str] = []
        self.closed_with: tuple[int, bytes] | None = None
        self.takes = asyncio.Event()

    async def send_bytes(self, data: bytes) -> None:
        await self.takes.wait()
        self.taken.append(data)

    async def send_str(self, data: str) -> None:
        await self.takes.wait()
        self.taken.append(data)

    async def close(self, *, code: int, message: bytes) -> None:
        self.closed_with = (code, message)


class Transport:
    def __init__(self) -> None:
        self.is_aborted = False

    def abort(self) -> None:
        self.is_aborted = True


def viewer_on(socket: SocketOfAPage, transport: Transport) -> Viewer:
    return Viewer(cast(web.WebSocketResponse, socket), cast(asyncio.Transport, transport))


async def test_all_comes_in_order_and_the_end_behind_it() -> None:
    socket = SocketOfAPage()
    page = viewer_on(socket, Transport())
    page.send(b"a")
    page.say("notice", sentence="b")
    page.send(b"c")
    page.close(4000, "é" * 100)
    page.send(b"after the end")
    assert socket.taken == []
    socket.takes.set()
    await page.gone()
    assert socket.taken == [b"a", '["notice", {"sentence": "b"}]', b"c"]
    assert socket.closed_with == (4000, ("é" * 60).encode())


async def test_a_page_that_takes_nothing_is_closed_and_its_outbox_emptied() -> None:
    socket = SocketOfAPage()
    page = viewer_on(socket, Transport())
    for _ in range(viewer.MOST_WAITING // 100_000 + 1):
        page.send(b"x" * 100_000)
    assert page.is_closing
    socket.takes.set()
    await page.gone()
    assert socket.taken == []
    assert socket.closed_with is not None
    assert socket.closed_with[0] == 1013


async def test_a_page_that_takes_nothing_for_long_is_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(viewer, "PATIENCE", 0.05)
    transport = Transport()
    page = viewer_on(SocketOfAPage(), transport)
    page.send(b"x")
    await page.gone()
    assert transport.is_aborted
    assert page.is_closing
