"""A watched script without a screen: its output passes as it is, and the findings come last."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import click

from microtui.watch.process import WatchedScript
from microtui.watch.reading import Reading


def report_when_over(script: WatchedScript, *, as_json: bool) -> int:
    """Wait for its end and say what was found; gives the script's own exit status."""
    from microtui.watch.findings.report import report_json, report_text

    with signals_passed_on(script):
        status = script.wait()
    reading = script.newest() or Reading(is_over=True)
    if as_json:
        click.echo(report_json(reading, status))
    else:
        click.echo(f"\n{report_text(reading)}", err=True)
    return status


PASSED_ON = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2")
"""What ends a process, or what queues of jobs tell it by."""

FROM_KEYS = (signal.SIGINT, signal.SIGQUIT)


@contextmanager
def signals_passed_on(script: WatchedScript) -> Iterator[None]:
    """Within this, what is to end this process ends the script: there is a report of that, too."""

    def pass_on(number: int, frame: FrameType | None) -> None:
        if number not in FROM_KEYS or not is_in_foreground():
            script.signal(number)

    numbers = [getattr(signal, name) for name in PASSED_ON]
    before = {number: signal.getsignal(number) for number in numbers}
    heeded = [number for number in numbers if before[number] is not signal.SIG_IGN]
    for number in heeded:
        signal.signal(number, pass_on)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, before[number])


def is_in_foreground() -> bool:
    """Whether the terminal's ctrl+c reaches this process, and so the script beside it."""
    with suppress(OSError):
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
        try:
            return os.tcgetpgrp(terminal) == os.getpgrp()
        finally:
            os.close(terminal)
    return False
