"""What the processes of a server take of the machine, by Linux's own account."""

from __future__ import annotations

import asyncio
import os
import re
import time
from pathlib import Path


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def programs_of(server: int) -> list[int]:
    """The programs of its visitors: what was forked from the process that has imported all."""
    return [program for child in children_of(server) for program in children_of(child)]


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int, what: str) -> float:
    """`Rss` counts shared pages in full for each process, `Pss` shares them out."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(rf"^{what}:\s+(\d+) kB", rollup, re.MULTILINE)
    assert found
    return int(found[1]) / 1000.0


async def shares(pids: list[int], seconds: float) -> list[float]:
    """Of a core, each process's, over so many seconds."""
    before, start = [processor_seconds(pid) for pid in pids], time.monotonic()
    await asyncio.sleep(seconds)
    elapsed = time.monotonic() - start
    return [
        (processor_seconds(pid) - then) / elapsed for pid, then in zip(pids, before, strict=True)
    ]
