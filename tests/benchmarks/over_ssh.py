"""How long a key waits behind OpenSSH and a slow line, while training runs flat out.

PYTHONPATH=.:tests/support python tests/benchmarks/over_ssh.py [--delays MS,…] [--rates KB,…]

The aim is what nobody can do without: the way there and back, one frame's time on that line, and
what the program itself takes for a key where there is no line at all.
"""

from __future__ import annotations

import argparse
import shlex
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from secure_shell import MissingServerError, SecureShellServer
from slow_line import Line, SlowLine
from terminal import ROOT, Terminal

DELAYS = (1.0, 75.0, 150.0, 300.0)
RATES = (10_000.0, 50.0, 10.0, 4.0)
KEYS = 9
PATIENCE = 120.0
COLUMNS, ROWS = 120, 40


@dataclass(frozen=True)
class Answers:
    """How long keys took, and how large frames were meanwhile."""

    times: list[float]
    frame_bytes: float

    @property
    def median(self) -> float:
        return statistics.median(self.times)


def command_for(program: Path, saved: str) -> str:
    """A shell's command line for the program of this folder, playing."""
    return (
        f"cd {shlex.quote(saved)} && exec env PYTHONPATH={shlex.quote(str(program))} "
        f"XDG_STATE_HOME={shlex.quote(saved)} XDG_CONFIG_HOME={shlex.quote(saved)} "
        f"COLORTERM=truecolor {shlex.quote(sys.executable)} -m microtui --play"
    )


def measured(terminal: Terminal, line: SlowLine | None, keys: int) -> Answers:
    """Seconds from pressing z to the header that says so, again and again."""
    terminal.wait_for(r"epoch [1-9]", timeout=PATIENCE)
    terminal.press("+", "+", "+", "+")
    terminal.wait_for("flat out", timeout=PATIENCE)
    time.sleep(3.0)

    def received() -> int:
        return terminal.bytes_read if line is None else line.bytes_received

    bytes_before, frames_before = received(), terminal.questions
    times = []
    for i in range(keys):
        expected = "zero_grad OFF" if i % 2 == 0 else "zero_grad ON"
        times.append(terminal.time_to_answer("z", expected, timeout=PATIENCE))
        time.sleep(0.4 + 0.09 * i)
    frames = max(terminal.questions - frames_before, 1)
    return Answers(times, (received() - bytes_before) / frames)


def over(server: SecureShellServer, line: Line, command: str, keys: int, answers: bool) -> Answers:
    with (
        SlowLine(line, server.port) as slow_line,
        Terminal(
            command=server.client(command, port=slow_line.port),
            columns=COLUMNS,
            rows=ROWS,
            answers=answers,
        ) as terminal,
    ):
        return measured(terminal, slow_line, keys)


def report(line: Line, answers: Answers, alone: float) -> None:
    frame = answers.frame_bytes / line.bytes_per_second
    aim = 2.0 * line.delay + frame + alone
    print(
        f"{1e3 * line.delay:4.0f} ms each way {line.bytes_per_second / 1e3:6,.0f} KB/s   "
        f"key median {answers.median:6.2f} s   slowest {max(answers.times):6.2f} s   "
        f"there and back + frame of {answers.frame_bytes / 1e3:4.1f} KB {aim:6.2f} s   "
        f"ratio {answers.median / aim:5.2f}",
        flush=True,
    )


def numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--delays", type=numbers, default=DELAYS, help="milliseconds each way")
    parser.add_argument("--rates", type=numbers, default=RATES, help="KB/s")
    parser.add_argument("--keys", type=int, default=KEYS, help="pressed on each line")
    parser.add_argument("--program", type=Path, default=ROOT, help="a folder with the program")
    parser.add_argument("--silent", action="store_true", help="a terminal that never answers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as saved:
        command = command_for(options.program.resolve(), saved)
        try:
            server = SecureShellServer()
        except MissingServerError as error:
            print(error, file=sys.stderr)
            return 2
        directly = ("sh", "-c", command)
        with Terminal(command=directly, columns=COLUMNS, rows=ROWS) as terminal:
            alone = measured(terminal, None, options.keys).median
        print(f"without a line: key median {alone:.2f} s", flush=True)
        with server:
            for delay in options.delays:
                for rate in options.rates:
                    line = Line(delay / 1e3, rate * 1e3)
                    report(
                        line,
                        over(server, line, command, options.keys, not options.silent),
                        alone,
                    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
