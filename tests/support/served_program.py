"""A real `microtui serve`, in a process and with folders of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from free_port import free_port

PATIENCE = 120.0
"""Seconds for a server to end; a slow machine saves forty runs meanwhile."""

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Served:
    """A server that runs, and what it said."""

    process: subprocess.Popen[str]
    address: str
    """For visitors, with its token."""
    class_address: str
    """For the teacher, with its own."""
    port: int

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(folder: Path, *options: str, port: int | None = None) -> Iterator[Served]:
    """One that keeps all in `folder`; it ends, and with it all programs, where it has not yet."""
    port = free_port() if port is None else port
    process = subprocess.Popen(
        [sys.executable, "-m", "microtui", "serve", "--port", str(port), *options],
        env=environment(folder),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Served(process, *addresses(process), port)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        finally:
            process.communicate()


def environment(folder: Path) -> dict[str, str]:
    """With folders for state and settings that are nobody's."""
    own = {"HOME": str(folder), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        own[variable] = str(folder / variable.lower())
    return {**os.environ, **own}


def addresses(process: subprocess.Popen[str]) -> tuple[str, str]:
    """The two that are printed: that of visitors, then that of the teacher."""
    assert process.stdout is not None
    said = ""
    found: list[str] = []
    for line in process.stdout:
        said += line
        found += re.findall(r"https?://\S+", line)
        if len(found) == 2:
            return found[0], found[1]
    raise AssertionError(f"the server did not name two addresses, and ended: {said}")
