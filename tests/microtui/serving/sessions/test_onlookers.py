"""Who looks on at a run: sent what it draws, and never waited for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from microtui.serving.sessions.onlooker import CLEARED, MOST_WAITING, Onlooker
from microtui.serving.sessions.onlookers import Onlookers


class Page:
    """The other end of a socket, which takes nothing while it is slow."""

    def __init__(self) -> None:
        self.got: list[bytes | str] = []
        self.takes = asyncio.Event()
        self.takes.set()

    async def send_bytes(self, data: bytes) -> None:
        await self.takes.wait()
        self.got.append(data)

    async def send_str(self, data: str) -> None:
        await self.takes.wait()
        self.got.append(data)

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(20.0):
            while not is_so():
                await asyncio.sleep(0.005)


class Run:
    """A run that draws `screen` whenever it is asked for all of it."""

    def __init__(self) -> None:
        self.redraws = 0
        self.onlookers = Onlookers(self._redraw)

    def _redraw(self) -> None:
        self.redraws += 1
        self.onlookers.show(b"screen")


async def test_who_joins_is_sent_the_size_and_then_the_whole_screen() -> None:
    run, page = Run(), Page()
    onlooker = Onlooker(page)
    run.onlookers.add(onlooker, 120, 40)
    run.onlookers.show(b"half of a line")
    delivering = asyncio.create_task(onlooker.deliver())
    await page.until(lambda: len(page.got) == 3)
    delivering.cancel()
    size = json.dumps(["size", {"width": 120, "height": 40}])
    assert page.got == [size, CLEARED, b"screen"]


async def test_a_page_that_takes_too_little_is_skipped_and_drawn_anew() -> None:
    run, slow, quick = Run(), Page(), Page()
    onlookers = [Onlooker(slow), Onlooker(quick)]
    for each in onlookers:
        run.onlookers.add(each, 80, 24)
    delivering = [asyncio.create_task(each.deliver()) for each in onlookers]
    await slow.until(lambda: b"screen" in slow.got and b"screen" in quick.got)
    slow.takes.clear()
    piece = b"x" * (MOST_WAITING // 8)
    for count in range(20):
        run.onlookers.show(piece)
        await quick.until(lambda sent=count + 1: quick.got.count(piece) == sent)  # type: ignore[misc]
    before = run.redraws
    slow.takes.set()
    await slow.until(lambda: run.redraws > before and slow.got[-1] == b"screen")
    assert slow.got.count(piece) <= 8
    assert slow.got[-2:] == [CLEARED, b"screen"]
    assert CLEARED not in quick.got[2:]
    for task in delivering:
        task.cancel()


async def test_many_who_join_at_once_have_the_screen_drawn_once() -> None:
    run = Run()
    pages = [Page() for _ in range(10)]
    onlookers = [Onlooker(page) for page in pages]
    for each in onlookers:
        run.onlookers.add(each, 80, 24)
    delivering = [asyncio.create_task(each.deliver()) for each in onlookers]
    for page in pages:
        await page.until(lambda page=page: b"screen" in page.got)  # type: ignore[misc]
    assert run.redraws == 1
    for task in delivering:
        task.cancel()


async def test_what_is_said_is_never_skipped() -> None:
    run, page = Run(), Page()
    page.takes.clear()
    onlooker = Onlooker(page)
    run.onlookers.add(onlooker, 80, 24)
    delivering = asyncio.create_task(onlooker.deliver())
    run.onlookers.resized(100, 30)
    run.onlookers.end("It is over.")
    page.takes.set()
    await asyncio.wait_for(delivering, 20.0)
    said = [json.loads(each) for each in page.got if isinstance(each, str)]
    assert [kind for kind, _ in said] == ["size", "size", "ended"]
    assert len(run.onlookers) == 0
