"""What a step of the walk through a graph costs: bytes sent, and seconds until the screen shows it.

PYTHONPATH=.:tests/support python tests/benchmarks/graph_walk.py
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from functools import partial

from terminal import Terminal

COLUMNS, ROWS = 120, 40
PROGRESS = re.compile(r"(?:forward|backward) \d+ of \d+")

RUNS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "moons 2-16-16-1, folded": ((), ("9", "f")),
    "lecture 3-4-4-1, folded": (("--preset", "lecture"), ("9", "f")),
    "lecture 3-4-4-1, unfolded whole": (("--preset", "lecture"), ("9", "f", "A", "A")),
}
"""Options, and the keys that lead to the graph."""

STEPS = 120


def progress(text: str) -> str:
    found = PROGRESS.search(text)
    return found[0] if found else ""


def has_gone_on_from(before: str, text: str) -> bool:
    return progress(text) != before


def costs_of_steps(terminal: Terminal) -> list[tuple[int, float]]:
    """Bytes and seconds of each step, to the end of the walk or up to so many."""
    costs = []
    for _ in range(STEPS):
        before, read = progress(terminal.text), terminal.bytes_read
        terminal.press(".")
        seconds = terminal.wait_for(partial(has_gone_on_from, before))
        terminal.wait_until_quiet(0.05)
        costs.append((terminal.bytes_read - read, seconds))
        done, total = re.findall(r"\d+", progress(terminal.text))
        if progress(terminal.text).startswith("backward") and done == total:
            break
    return costs


def main() -> None:
    print(f"{COLUMNS}x{ROWS}, a step of the walk: median, 95 of 100, largest")
    for name, (options, keys) in RUNS.items():
        with Terminal(options, columns=COLUMNS, rows=ROWS) as terminal:
            terminal.wait_for("epoch 0")
            terminal.wait_until_quiet()
            terminal.press(*keys)
            terminal.wait_for("Graph")
            terminal.wait_until_quiet()
            costs = costs_of_steps(terminal)
        sizes, times = [size for size, _ in costs], [1e3 * seconds for _, seconds in costs]
        for what, numbers in (("bytes", sizes), ("ms", times)):
            high = statistics.quantiles(numbers, n=20)[-1]
            print(
                f"  {name}: {what} {statistics.median(numbers):.0f}, {high:.0f}, {max(numbers):.0f}"
                f" ({len(costs)} steps)"
            )


if __name__ == "__main__":
    main()
