"""A server in a process of its own, on this machine only, and what can be told of it from outside.

Its visitors' program is `echoing_program` unless a test wants the real one. It is ended as a
teacher ends it, with ctrl+c; whatever is left then is a failure.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from free_port import free_port

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds for a server to begin or to end, on a machine that has much else to do."""


@dataclass(frozen=True)
class AttackedServer:
    """Where it is, and what it has said."""

    process: subprocess.Popen[str]
    port: int
    folder: Path
    said: Path
    """A file with what it has written, errors included."""

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def token(self) -> str:
        """The visitors' token, as the address has it that the teacher puts on the board."""
        return self._found(r"/\?token=([^\s\"'&]+)")

    @property
    def class_token(self) -> str:
        return self._found(r"/class\?token=([^\s\"'&]+)")

    def _found(self, pattern: str) -> str:
        found = re.search(pattern, self.said.read_text())
        assert found is not None, self.said.read_text()
        return found[1]

    def family(self) -> set[int]:
        """Every living process of its, by its session or by its parents, itself included."""
        parents = {pid: parent_of(pid) for pid in processes()}
        found = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return found

    def descriptors(self) -> int:
        """That the server itself has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def memory(self) -> int:
        """Bytes that the server itself holds that nobody else does."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        kilobytes = re.findall(r"Private_(?:Clean|Dirty):\s+(\d+) kB", rollup)
        return 1024 * sum(int(each) for each in kilobytes)


@contextlib.contextmanager
def attacked_server(
    folder: Path,
    *,
    is_real: bool = False,
    sessions: int = 8,
    idle: float = 1800.0,
    port: int | None = None,
    public_url: str | None = None,
    needs_token: bool = True,
    arguments: Sequence[str] = (),
    environment: dict[str, str] | None = None,
) -> Iterator[AttackedServer]:
    """One that has begun to listen; `arguments` are those of each visitor's program."""
    folder.mkdir(parents=True, exist_ok=True)
    said = folder / "said.txt"
    port = port or free_port()
    command = [sys.executable, "-W", "error", __file__, "--folder", str(folder / "served")]
    command += ["--port", str(port), "--sessions", str(sessions), "--idle", str(idle)]
    command += ["--public-url", public_url] if public_url else []
    command += ["--real"] if is_real else []
    command += [] if needs_token else ["--no-token"]
    paths = f"{ROOT}{os.pathsep}{ROOT / 'tests' / 'support'}"
    home = folder / "teacher-home"
    home.mkdir(exist_ok=True)
    variables = {**os.environ, "PYTHONPATH": paths, "HOME": str(home), **(environment or {})}
    with said.open("w") as output:
        process = subprocess.Popen(
            [*command, "--", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=home,
            env=variables,
        )
    server = AttackedServer(process, port, folder / "served", said)
    try:
        wait_until(lambda: "ctrl+c" in said.read_text() or process.poll() is not None, PATIENCE)
        assert process.poll() is None, said.read_text()
        yield server
    finally:
        family, has_ended = server.family(), True
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                has_ended = False
                process.kill()
                process.wait()
        end = time.monotonic() + PATIENCE
        while (left := {pid for pid in family if is_alive(pid)}) and time.monotonic() < end:
            time.sleep(0.02)
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    assert has_ended, f"ctrl+c has not ended it\n{said.read_text()}"
    assert not left, f"left behind: {left}\n{said.read_text()}"
    assert "Traceback" not in said.read_text(), said.read_text()


def wait_until(condition: object, seconds: float = PATIENCE) -> None:
    """Until a function gives something true; raises AssertionError when the time is over."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.01)


def processes() -> list[int]:
    return [int(each) for each in os.listdir("/proc") if each.isdigit()]


def status_of(pid: int) -> tuple[str, int]:
    """Its state, in a letter, and its parent; ("", 0) where it is gone."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "", 0
    return words[0], int(words[1])


def parent_of(pid: int) -> int:
    return status_of(pid)[1]


def is_alive(pid: int) -> bool:
    return status_of(pid)[0] not in ("", "Z", "X")


def main() -> None:
    """The process of the server."""
    from microtui.serving.serve_options import ServeOptions
    from microtui.serving.server import serve

    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--sessions", type=int, required=True)
    parser.add_argument("--idle", type=float, required=True)
    parser.add_argument("--public-url")
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--no-token", action="store_true")
    parser.add_argument("arguments", nargs="*")
    chosen = parser.parse_args()
    options = ServeOptions(
        host=HOST,
        port=chosen.port,
        sessions=chosen.sessions,
        idle=chosen.idle,
        public_url=chosen.public_url,
        needs_token=not chosen.no_token,
        first_arguments=tuple(chosen.arguments),
        later_arguments=("--resume", "last", *chosen.arguments),
        folder=chosen.folder,
        settings=None,
    )
    entry: Callable[[list[str]], int]
    if chosen.real:
        from microtui.command_line.cli import run as entry
    else:
        from echoing_program import run as entry
    serve(options, entry, lambda text: print(text, flush=True))


if __name__ == "__main__":
    main()
