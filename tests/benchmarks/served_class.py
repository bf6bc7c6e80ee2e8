"""What a class in browsers needs: many sessions at once, each playing, then each paused.

PYTHONPATH=.:tests/support python tests/benchmarks/served_class.py [PLAYING [PAUSED]]
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from served_program import Served, served
from visitors_programs import children_of, megabytes, programs_of, shares
from web_page import WebPage, web_page

SIZE = (120, 40)
PLAYING, PAUSED, AT_ONCE = 20, 40, 30
SAMPLES = 3
"""Times that each is measured."""


async def come(stack: AsyncExitStack, server: Served, count: int) -> list[WebPage]:
    """So many visitors at once; the first has a screen to look at."""

    async def one(number: int) -> WebPage:
        page = await stack.enter_async_context(
            web_page(server.address, SIZE, has_screen=number == 0)
        )
        await page.until_drawn()
        return page

    return list(await asyncio.gather(*[one(number) for number in range(count)]))


async def key_times(page: WebPage, count: int) -> list[float]:
    times = []
    for i in range(count):
        expected = "zero_grad OFF" if i % 2 == 0 else "zero_grad ON"
        times.append(await page.time_to_answer("z", expected))
        await asyncio.sleep(0.31 + 0.007 * i)
    return times


async def playing(folder: Path, count: int) -> None:
    with served(folder, "--play") as server:
        async with AsyncExitStack() as stack:
            pages = await come(stack, server, count)
            await asyncio.sleep(2.0 + 0.5 * count)
            pids = programs_of(server.process.pid)
            for _ in range(SAMPLES):
                frames = sum(page.frames for page in pages)
                drawn = sum(page.bytes_drawn for page in pages)
                *each, serving, testing = await shares(
                    [*pids, server.process.pid, os.getpid()], 10.0
                )
                frames = sum(page.frames for page in pages) - frames
                drawn = sum(page.bytes_drawn for page in pages) - drawn
                times = await key_times(pages[0], 20)
                print(
                    f"{len(pids)} playing: {statistics.median(each):.1%} of a core each, at most "
                    f"{max(each):.1%} (aim 10 %), {sum(each):.2f} cores in all, server "
                    f"{serving:.1%}, this script {testing:.1%}; a key answered after "
                    f"{statistics.median(times) * 1e3:.0f} ms (aim 150), 95th percentile "
                    f"{statistics.quantiles(times, n=20)[-1] * 1e3:.0f} ms; "
                    f"{frames / count / 10.0:.1f} frames and {drawn / count / 1e4:.1f} KB drawn a "
                    "second each",
                    flush=True,
                )
            print_memory(server, pids)


async def paused(folder: Path, count: int) -> None:
    with served(folder, "--sessions", str(count)) as server:
        async with AsyncExitStack() as stack:
            pages = await come(stack, server, count)
            await asyncio.sleep(5.0)
            pids = programs_of(server.process.pid)
            drawn = sum(page.bytes_drawn for page in pages)
            *each, serving = await shares([*pids, server.process.pid], 20.0)
            drawn = sum(page.bytes_drawn for page in pages) - drawn
            print(
                f"{len(pids)} paused: {max(each):.2%} of a core each at most, {sum(each):.2%} in "
                f"all, server {serving:.2%}, {drawn} bytes in 20 s"
            )
            print_memory(server, pids)


async def beginning(folder: Path, count: int) -> None:
    with served(folder) as server:
        # As a teacher does, who opens the address first.
        async with web_page(server.address, SIZE) as first:
            await first.until_drawn()
        times = []

        async def one() -> None:
            async with web_page(server.address, SIZE, has_screen=False) as page:
                await page.until_drawn()
                times.append(time.monotonic() - start)
                await asyncio.sleep(30.0)

        start = time.monotonic()
        await asyncio.gather(*[one() for _ in range(count)])
        print(
            f"{count} at once: the first is drawn after {min(times):.2f} s, half of them after "
            f"{statistics.median(times):.2f} s, the last after {max(times):.2f} s",
            flush=True,
        )


def print_memory(server: Served, pids: list[int]) -> None:
    rss, pss = ([megabytes(pid, what) for pid in pids] for what in ("Rss", "Pss"))
    nurseries = [(megabytes(pid, "Rss"), pid) for pid in children_of(server.process.pid)]
    print(
        f"  memory {statistics.median(rss):.0f} MB each, at most {max(rss):.0f} (aim 90), "
        f"{statistics.median(pss):.0f} MB with shared pages shared out; server "
        f"{megabytes(server.process.pid, 'Rss'):.0f} MB, what they are forked from "
        f"{max(nurseries)[0]:.0f} MB",
        flush=True,
    )


async def main() -> None:
    counts = [int(each) for each in sys.argv[1:]] + [PLAYING, PAUSED][len(sys.argv) - 1 :]
    print(f"{os.cpu_count()} cores; load {os.getloadavg()[0]:.1f} before", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        await beginning(Path(folder, "beginning"), AT_ONCE)
        await playing(Path(folder, "one"), 1)
        await playing(Path(folder, "many"), counts[0])
        await paused(Path(folder, "paused"), counts[1])


if __name__ == "__main__":
    asyncio.run(main())
