"""How long a key waits for its answer behind a slow link, while training runs flat out.

PYTHONPATH=.:tests/support python tests/benchmarks/slow_links.py
"""

from __future__ import annotations

import re
import statistics
import time

from terminal import Terminal

KEYS = 12
STALL = 60.0


def flat_out(terminal: Terminal) -> None:
    terminal.wait_for(r"epoch [1-9]", timeout=60.0)
    terminal.press("+", "+", "+", "+")
    terminal.wait_for("flat out", timeout=60.0)
    time.sleep(3.0)


def answer_times(terminal: Terminal) -> list[float]:
    """Seconds from pressing z to the header that says so, again and again."""
    times = []
    for i in range(KEYS):
        expected = "zero_grad OFF" if i % 2 == 0 else "zero_grad ON"
        times.append(terminal.time_to_answer("z", expected, timeout=120.0))
        time.sleep(0.7 + 0.09 * i)
    return times


def report(name: str, times: list[float], aim: float | None = None) -> None:
    aimed = f"   (aim: {aim:g} s)" if aim else ""
    print(
        f"{name:34} median {statistics.median(times):6.2f} s   slowest {max(times):6.2f} s{aimed}",
        flush=True,
    )


def epoch_of(text: str) -> int:
    found = re.search(r"epoch (\d+)", text)
    assert found, text
    return int(found[1])


def stalled_link() -> None:
    with Terminal(["--play"], columns=120, rows=40) as terminal:
        flat_out(terminal)
        terminal.is_stalled = True
        before = epoch_of(terminal.text)
        time.sleep(STALL)
        read = terminal.bytes_read
        terminal.is_stalled = False
        back = time.monotonic()
        terminal.wait_for(lambda text: epoch_of(text) > before + 1000, timeout=60.0)
        current = time.monotonic() - back
        answered = terminal.time_to_answer("space", "paused", timeout=60.0)
        print(
            f"after a stall of {STALL:g} s: {epoch_of(terminal.text) - before:,} epochs on, "
            f"current after {current:.2f} s, a key answered after {answered:.2f} s, "
            f"{(terminal.bytes_read - read) / 1e3:.0f} KB were waiting or came since"
        )


def main() -> None:
    for kilobytes, aim in ((None, None), (50, 0.4), (10, 1.0)):
        speed = kilobytes * 1000.0 if kilobytes else None
        for dataset in ("moons", "spiral"):
            with Terminal(
                ["--play", "--dataset", dataset],
                columns=120,
                rows=40,
                bytes_per_second=speed,
                delay=0.02,
            ) as terminal:
                flat_out(terminal)
                link = f"{kilobytes} KB/s" if kilobytes else "fast link"
                report(f"{link}, {dataset}", answer_times(terminal), aim)
    for kilobytes, aim in ((None, None), (10, 1.0), (4, 1.5)):
        with Terminal(
            ["--play", "--dataset", "spiral"],
            columns=120,
            rows=40,
            answers=False,
            bytes_per_second=kilobytes * 1000.0 if kilobytes else None,
        ) as terminal:
            flat_out(terminal)
            link = f"{kilobytes} KB/s" if kilobytes else "fast link"
            report(f"{link}, no replies", answer_times(terminal), aim)
    with Terminal(["--play"], columns=120, rows=40, delay=1.5) as terminal:
        flat_out(terminal)
        report("fast link, replies 1.5 s late", answer_times(terminal))
    stalled_link()


if __name__ == "__main__":
    main()
