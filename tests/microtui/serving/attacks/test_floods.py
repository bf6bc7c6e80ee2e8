"""One visitor sends as fast as can be: the others' keys are answered all the same."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from attacked_server import attacked_server
from attacking_visitor import Page, is_answered, visiting

FLOODS: dict[str, Callable[[int], str]] = {
    "keys": lambda turn: json.dumps(["stdin", "n"]),
    "large pastes": lambda turn: json.dumps(["stdin", "x" * 60_000]),
    "mouse motion": lambda turn: json.dumps(["stdin", f"\x1b[<35;{turn % 100};{turn % 30}M"]),
    "resizes": lambda turn: json.dumps(["resize", {"width": 80 + turn % 40, "height": 30}]),
    "focus": lambda turn: json.dumps(["focus" if turn % 2 else "blur"]),
    "names": lambda turn: json.dumps(["name", f"{turn}"]),
}


async def is_answered_twenty_times(page: Page) -> None:
    """Each in the time that a busy machine may take; the benchmarks measure how long it is."""
    for each in range(20):
        await is_answered(page, f"key {each}")


@asynccontextmanager
async def flood(page: Page, message: Callable[[int], str]) -> AsyncIterator[Callable[[], int]]:
    """Sends until left, reading nothing; gives how many messages have gone so far."""
    sent = 0

    async def send() -> None:
        nonlocal sent
        with contextlib.suppress(ConnectionError, RuntimeError):
            while not page.socket.closed:
                await page.socket.send_str(message(sent))
                sent += 1
                if sent % 50 == 0:
                    await asyncio.sleep(0)

    task = asyncio.create_task(send())
    try:
        yield lambda: sent
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.mark.thorough
@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_keeps_nobody_else_waiting(tmp_path: Path, name: str) -> None:
    with attacked_server(tmp_path) as server:
        async with (
            visiting(server) as greedy,
            visiting(server) as honest,
            greedy.page() as theirs,
            honest.page() as page,
        ):
            await theirs.until_told("welcome")
            await is_answered(page, "before")
            memory = server.memory()
            async with flood(theirs, FLOODS[name]):
                await is_answered_twenty_times(page)
            assert server.memory() < memory + 20_000_000


@pytest.mark.thorough
async def test_a_program_that_hears_nothing_holds_up_its_own_page_alone(tmp_path: Path) -> None:
    """It is deaf, and its visitor goes on typing: what cannot be handed over is not kept."""
    with attacked_server(tmp_path) as server:
        async with (
            visiting(server) as greedy,
            visiting(server) as honest,
            greedy.page() as theirs,
            honest.page() as page,
        ):
            await theirs.until_told("welcome")
            await is_answered(page, "before")
            await theirs.type("deaf")
            memory = server.memory()
            async with flood(theirs, FLOODS["large pastes"]):
                await is_answered_twenty_times(page)
            assert server.memory() < memory + 20_000_000


@pytest.mark.thorough
async def test_a_page_that_reads_nothing_fills_no_memory(tmp_path: Path) -> None:
    """Its program writes 5 MB at a time, and it takes nothing of it."""
    with attacked_server(tmp_path) as server:
        async with visiting(server) as greedy, visiting(server) as honest, honest.page() as page:
            await is_answered(page, "before")
            memory = server.memory()
            async with greedy.page() as theirs:
                await theirs.until_told("welcome")
                for _ in range(20):
                    await theirs.type("flood")
                await is_answered_twenty_times(page)
                assert server.memory() < memory + 30_000_000
            # It has 100 MB to write, faster than any page takes them; then it is as before.
            is_back, end = False, time.monotonic() + 120.0
            while not is_back and time.monotonic() < end:
                async with greedy.page() as theirs:
                    with contextlib.suppress(AssertionError, ConnectionError):
                        is_back = await is_answered(theirs, "back again", 20.0) > 0.0
            assert is_back


@pytest.mark.thorough
async def test_a_program_that_ends_at_once_is_not_begun_over_and_over(tmp_path: Path) -> None:
    """A visitor who comes back to it a hundred times in a few seconds begins few processes."""
    with attacked_server(tmp_path) as server:
        seen: set[int] = set()
        async with visiting(server) as visitor:
            for _ in range(100):
                async with visitor.page() as page:
                    with contextlib.suppress(ConnectionError, AssertionError):
                        await page.type("leave 0")
                        await page.until_closed(0.05)
                    seen |= server.family()
        assert len(seen) < 60
