"""How long a key waits for its answer in a browser behind a slow line, training running flat out.

PYTHONPATH=.:tests/support python tests/benchmarks/served_slow_line.py
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from pathlib import Path

from served_program import Served, served
from slow_line import Line, SlowLine
from web_page import WebPage, web_page

SIZE = (120, 40)
KEYS = 20
LINES = (
    ("no line between", Line(delay=0.0, bytes_per_second=1e9)),
    ("50 KB/s, 75 ms each way", Line(delay=0.075, bytes_per_second=50_000)),
    ("50 KB/s, 20 ms each way", Line(delay=0.02, bytes_per_second=50_000)),
    ("10 KB/s, 75 ms each way", Line(delay=0.075, bytes_per_second=10_000)),
)


async def flat_out(page: WebPage) -> None:
    await page.wait_for(r"epoch [1-9]")
    for _ in range(4):
        await page.press("+")
        await asyncio.sleep(0.2)
    await page.wait_for("flat out")
    await asyncio.sleep(3.0)


async def answer_times(page: WebPage) -> list[float]:
    """Seconds from pressing z to the header that says so, again and again."""
    times = []
    for i in range(KEYS):
        expected = "zero_grad OFF" if i % 2 == 0 else "zero_grad ON"
        times.append(await page.time_to_answer("z", expected))
        await asyncio.sleep(0.7 + 0.09 * i % 0.7)
    return times


async def measure(server: Served, name: str, line: Line, *, is_compressed: bool) -> None:
    with SlowLine(line, server.port) as way:
        async with web_page(
            server.address, SIZE, is_compressed=is_compressed, port=way.port
        ) as page:
            await flat_out(page)
            frames, received = page.frames, way.bytes_received
            await asyncio.sleep(5.0)
            rate = (page.frames - frames) / 5.0, (way.bytes_received - received) / 5e3
            times = await answer_times(page)
            print(
                f"{name:26} {'compressed' if is_compressed else 'not compressed':16} "
                f"median {statistics.median(times):5.2f} s, slowest {max(times):5.2f} s (aim 0.5); "
                f"{rate[0]:.1f} frames and {rate[1]:.1f} KB a second",
                flush=True,
            )
            await page.press("q")
            await asyncio.sleep(1.0)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), "--play") as server:
        for name, line in LINES:
            for is_compressed in (True, False):
                await measure(server, name, line, is_compressed=is_compressed)


if __name__ == "__main__":
    asyncio.run(main())
