"""What a classroom server needs: many sessions at once, each playing in a terminal of its own.

PYTHONPATH=.:tests/support python tests/benchmarks/many_sessions.py [SESSIONS]
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import termios
import threading
import time
from pathlib import Path

from terminal import ROOT, Terminal

SESSIONS = 20
QUESTION = re.compile(rb"\x1b\[(\d+);(\d+)H\x1b\[6n")
PROGRAM = [sys.executable, "-m", "microtui"]


class Seat:
    """A program in a pseudo-terminal that nobody looks at: its output is only counted.

    An emulator for each would take more of the machine than what is to be measured.
    """

    def __init__(self, arguments: list[str], columns: int, rows: int) -> None:
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            # The size comes first: a program that starts in one of 0x0 draws nothing.
            size = struct.pack("HHHH", rows, columns, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(ROOT))
            os.execv(sys.executable, [*PROGRAM, *arguments])
        self.bytes_read = 0

    def read(self) -> None:
        """Take what has come; say where the cursor is, when asked."""
        data = os.read(self.terminal, 65536)
        self.bytes_read += len(data)
        for row, column in QUESTION.findall(data):
            os.write(self.terminal, b"\x1b[%s;%sR" % (row, column))

    def press(self, key: str) -> None:
        os.write(self.terminal, key.encode())

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


class Classroom:
    """Seats, and a thread that takes what their programs write."""

    def __init__(self, seats: list[Seat]) -> None:
        self.seats = seats
        self._by_terminal = {seat.terminal: seat for seat in seats}
        self._is_over = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._is_over:
            ready, _, _ = select.select(list(self._by_terminal), [], [], 0.05)
            for terminal in ready:
                self._by_terminal[terminal].read()

    def end(self) -> None:
        self._is_over = True
        self._thread.join()
        for seat in self.seats:
            seat.end()


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int, what: str) -> float:
    """`Rss` counts shared pages in full for each process, `Pss` shares them out."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(rf"^{what}:\s+(\d+) kB", rollup, re.MULTILINE)
    assert found
    return int(found[1]) / 1000.0


def shares(pids: list[int], seconds: float) -> list[float]:
    """Of a core, each process's, over so many seconds."""
    before, start = [processor_seconds(pid) for pid in pids], time.monotonic()
    time.sleep(seconds)
    elapsed = time.monotonic() - start
    return [
        (processor_seconds(pid) - then) / elapsed for pid, then in zip(pids, before, strict=True)
    ]


def key_times(terminal: Terminal, count: int) -> list[float]:
    times = []
    for i in range(count):
        expected = "zero_grad OFF" if i % 2 == 0 else "zero_grad ON"
        times.append(terminal.time_to_answer("z", expected, timeout=30.0))
        time.sleep(0.31 + 0.007 * i)
    return times


def measure(count: int, columns: int, rows: int) -> None:
    arguments = ["--play", "--no-save"]
    with Terminal(arguments, columns=columns, rows=rows) as terminal:
        classroom = Classroom([Seat(arguments, columns, rows) for _ in range(count - 1)])
        terminal.wait_for(r"epoch [1-9]", timeout=120.0)
        time.sleep(2.0 + 0.5 * count)
        pids = [terminal.pid, *(seat.pid for seat in classroom.seats)]
        playing = shares(pids, 10.0)
        times = key_times(terminal, 40)
        epochs = [int(found) for found in re.findall(r"epoch (\d+)", terminal.text)[:1]]
        rss, pss = ([megabytes(pid, what) for pid in pids] for what in ("Rss", "Pss"))
        terminal.press("space")
        for seat in classroom.seats:
            seat.press(" ")
        terminal.wait_for("paused", timeout=30.0)
        time.sleep(3.0)
        read = sum(seat.bytes_read for seat in classroom.seats)
        idle = shares(pids, 5.0)
        written = sum(seat.bytes_read for seat in classroom.seats) - read
        classroom.end()
    print(
        f"{count} sessions of {columns}x{rows}: {statistics.median(playing):.1%} of a core each "
        f"(aim 10 %), {sum(playing):.2f} cores in all; memory {statistics.median(rss):.0f} MB "
        f"each, {statistics.median(pss):.0f} MB with shared pages shared out (aim 80); a key "
        f"answered after {statistics.median(times) * 1e3:.0f} ms, 95th percentile "
        f"{statistics.quantiles(times, n=20)[-1] * 1e3:.0f} ms (aim 100); epoch {epochs}"
    )
    print(f"  paused: {max(idle):.1%} of a core each at most, {written} bytes in 5 s", flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    print(f"{os.cpu_count()} cores; each session plays at the default speed and frame rate")
    for columns, rows in ((80, 24), (120, 40)):
        measure(1, columns, rows)
        measure(count, columns, rows)


if __name__ == "__main__":
    main()
