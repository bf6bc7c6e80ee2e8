"""What a frame costs, and how long a key waits, while training runs flat out.

PYTHONPATH=.:tests/support python tests/benchmarks/frames.py
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time

from terminal import Terminal

FRAMES_PER_SECOND = 10
COLUMNS, ROWS = 120, 40
MINIMAL = """
from textual.app import App
from textual.widgets import Label

class Minimal(App):
    def compose(self):
        yield Label("epoch 0")

Minimal().run()
"""


def cpu_seconds(path: str) -> float:
    """Processor time, user and system, of a process or a thread (proc(5))."""
    with open(path) as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def drawing_cpu(pid: int) -> float:
    """That of the main thread, which draws; training has a thread of its own."""
    return cpu_seconds(f"/proc/{pid}/task/{pid}/stat")


def epoch_of(text: str) -> int:
    found = re.search(r"epoch (\d+)", text)
    assert found, text
    return int(found[1])


def flat_out(terminal: Terminal) -> None:
    terminal.press("+", "+", "+", "+")
    terminal.wait_for("flat out")
    time.sleep(1.0)


def key_times(terminal: Terminal, count: int = 40) -> list[float]:
    times = []
    for i in range(count):
        expected = "zero_grad OFF" if i % 2 == 0 else "zero_grad ON"
        times.append(terminal.time_to_answer("z", expected))
        time.sleep(0.11 + 0.003 * i)
    return times


def percentile_95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def cost(terminal: Terminal, seconds: float) -> tuple[float, float, float]:
    """KB a frame, share of a core for drawing, epochs a second."""
    epoch, start = epoch_of(terminal.text), time.monotonic()
    read, cpu = terminal.bytes_read, drawing_cpu(terminal.pid)
    time.sleep(seconds)
    elapsed = time.monotonic() - start
    return (
        (terminal.bytes_read - read) / 1e3 / (elapsed * FRAMES_PER_SECOND),
        (drawing_cpu(terminal.pid) - cpu) / elapsed,
        (epoch_of(terminal.text) - epoch) / elapsed,
    )


def headless_epochs_a_second(epochs: int) -> float:
    """`microtui train`'s own, its start not counted."""

    def seconds(count: int) -> float:
        start = time.monotonic()
        command = [sys.executable, "-m", "microtui", "train", "--json", "--epochs", str(count)]
        output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        assert json.loads(output)["epoch"] == count
        return time.monotonic() - start

    return epochs / (seconds(epochs + 1) - seconds(1))


def first_frame(command: list[str]) -> float:
    with Terminal(command=command, columns=COLUMNS, rows=ROWS) as terminal:
        return terminal.wait_for("epoch 0")


def main() -> None:
    print(f"{os.cpu_count()} cores, 120x40, {FRAMES_PER_SECOND} frames a second")
    for dataset in ("moons", "spiral"):
        with Terminal(["--play", "--dataset", dataset], columns=COLUMNS, rows=ROWS) as terminal:
            terminal.wait_for(r"epoch [1-9]")
            terminal.press("+")
            at_50 = cost(terminal, 4.0)
            flat_out(terminal)
            flat = cost(terminal, 6.0)
        for name, (kilobytes, cpu, speed) in (("50 epochs/s", at_50), ("flat out", flat)):
            print(
                f"{dataset}, {name}: {kilobytes:.1f} KB a frame (aim 20), drawing {cpu:.0%} of a "
                f"core (aim 25 %), {speed:.0f} epochs/s"
            )

    shares, latencies = [], []
    for _ in range(3):
        alone = headless_epochs_a_second(4000)
        with Terminal(["--play"], columns=COLUMNS, rows=ROWS) as terminal:
            terminal.wait_for(r"epoch [1-9]")
            flat_out(terminal)
            shares.append(cost(terminal, 4.0)[2] / alone)
            training = percentile_95(key_times(terminal))
            terminal.press("space")
            terminal.wait_for("paused")
            paused = percentile_95(key_times(terminal))
            latencies.append((training, paused))
            read, cpu = terminal.bytes_read, drawing_cpu(terminal.pid)
            time.sleep(3.0)
            idle = terminal.bytes_read - read, drawing_cpu(terminal.pid) - cpu
    print(f"updates against `microtui train`: {statistics.median(shares):.0%} (aim 75 %)")
    training, paused = map(statistics.median, zip(*latencies, strict=True))
    print(
        f"key to changed screen, 95th percentile: {training * 1e3:.0f} ms while training (aim 50), "
        f"{paused * 1e3:.0f} ms while paused (ratio {training / paused:.1f}, aim 2)"
    )
    print(f"paused for 3 s: {idle[0]} bytes, {idle[1]:.2f} s of processor time")

    ours, minimal = [], []
    for _ in range(7):
        ours.append(first_frame([sys.executable, "-m", "microtui"]))
        minimal.append(first_frame([sys.executable, "-c", MINIMAL]))
    ratio = statistics.median(ours) / statistics.median(minimal)
    print(
        f"first frame: {statistics.median(ours) * 1e3:.0f} ms, "
        f"{ratio:.2f} times a minimal Textual program (aim 1.5)"
    )

    with Terminal(
        ["--play", "--dataset", "lecture", "--hidden", "4,4"], columns=COLUMNS, rows=ROWS
    ) as terminal:
        terminal.wait_for(r"epoch [1-9]")
        flat_out(terminal)
        early = cost(terminal, 4.0)
        terminal.wait_for(lambda text: epoch_of(text) > 1_000_000, timeout=900.0)
        late = cost(terminal, 4.0)
    print(
        "after a million updates against at the start: "
        f"{late[0] / early[0]:.2f} of the bytes, {late[1] / early[1]:.2f} of the processor time "
        f"a frame, {late[2] / early[2]:.2f} of the epochs a second"
    )


if __name__ == "__main__":
    main()
