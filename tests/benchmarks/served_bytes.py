"""How many bytes a second a browser is sent while a default run plays; beside it, a terminal.

PYTHONPATH=.:tests/support python tests/benchmarks/served_bytes.py
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from served_program import Served, served
from slow_line import Line, SlowLine
from terminal import Terminal
from visitors_programs import programs_of, shares
from web_page import web_page

SIZE = (120, 40)
PERIODS = 4
PERIOD = 10.0
FAST = Line(delay=0.0, bytes_per_second=1e9)


async def on_a_page(server: Served, *, is_compressed: bool) -> None:
    name = "page, compressed" if is_compressed else "page, not compressed"
    with SlowLine(FAST, server.port) as line:
        async with web_page(
            server.address, SIZE, is_compressed=is_compressed, port=line.port
        ) as page:
            await page.wait_for(r"epoch [1-9]")
            (pid,) = programs_of(server.process.pid)
            for period in range(PERIODS):
                drawn, sent, frames = page.bytes_drawn, line.bytes_received, page.frames
                program, serving = await shares([pid, server.process.pid], PERIOD)
                print(
                    f"{name:24} {period * PERIOD:3.0f} s on: {epoch(page.text):5} epochs, "
                    f"drawn {(page.bytes_drawn - drawn) / PERIOD / 1e3:5.1f} KB/s, on the wire "
                    f"{(line.bytes_received - sent) / PERIOD / 1e3:5.1f} KB/s (aim 15), "
                    f"{(page.frames - frames) / PERIOD:4.1f} frames a second, program "
                    f"{program:.1%} of a core (aim 10 %), server {serving:.1%}",
                    flush=True,
                )
            await page.press("q")
            await asyncio.sleep(1.0)


async def in_a_terminal() -> None:
    with Terminal(["--play", "--no-save"], columns=SIZE[0], rows=SIZE[1]) as terminal:
        terminal.wait_for(r"epoch [1-9]", timeout=60.0)
        for period in range(PERIODS):
            read, frames = terminal.bytes_read, terminal.questions
            (program,) = await shares([terminal.pid], PERIOD)
            print(
                f"{'terminal':24} {period * PERIOD:3.0f} s on: {epoch(terminal.text):5} epochs, "
                f"drawn {(terminal.bytes_read - read) / PERIOD / 1e3:5.1f} KB/s, "
                f"{(terminal.questions - frames) / PERIOD:4.1f} frames a second, program "
                f"{program:.1%} of a core",
                flush=True,
            )


def epoch(text: str) -> str:
    found = re.search(r"epoch (\d+)", text)
    return found[1] if found else "?"


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), "--play") as server:
        for is_compressed in (True, False):
            await on_a_page(server, is_compressed=is_compressed)
    await in_a_terminal()


if __name__ == "__main__":
    asyncio.run(main())
