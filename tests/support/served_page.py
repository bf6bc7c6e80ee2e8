"""A page and its server, for tests: they run the program as `microtui serve` does, on a pipe.

A thread reads what the program says, keeps the screen with pyte, and answers where the cursor is.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

import pyte
from terminal import PRIVATE_SEQUENCE, ROOT, AnsweringScreen
from textual._binary_encode import load


class Page:
    """Runs `python -m microtui` with these arguments, for a visitor whose folder this is.

    Nobody looks at first, unless `is_shown`: then the page is there whenever the program is ready.
    """

    def __init__(
        self,
        folder: Path,
        arguments: Sequence[str] = (),
        *,
        columns: int = 120,
        rows: int = 40,
        is_shown: bool = True,
        environment: Mapping[str, str] | None = None,
        command: Sequence[str] = (sys.executable, "-m", "microtui"),
    ) -> None:
        self.size = columns, rows
        self.is_shown = is_shown
        self.drawn = b""
        """All that has been drawn so far."""
        self.told: list[dict[str, Any]] = []
        """What the program has said beside that."""
        self.pieces: list[tuple[str, bytes]] = []
        """Of files, by their keys."""
        self._screen = AnsweringScreen(columns, rows, self.type)
        self._stream = pyte.ByteStream(self._screen)
        self._news = threading.Condition()
        self._arrived = time.monotonic()
        self._is_reading = True
        homes = {
            f"XDG_{name}_HOME": str(folder / name.lower())
            for name in ("STATE", "CONFIG", "DATA", "CACHE")
        }
        self._errors = (folder / "stderr.log").open("wb+")
        self.process = subprocess.Popen(
            [*command, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=folder,
            env={
                **os.environ,
                **homes,
                "HOME": str(folder),
                "PYTHONPATH": str(ROOT),
                "MICROTUI_SERVED": "1",
                **(environment or {}),
            },
        )
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait()
        self._thread.join()
        self.leave()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._errors.close()

    # -- what the server does --------------------------------------------------------------------

    def show(self, columns: int | None = None, rows: int | None = None) -> None:
        """Have a page show the run, with nothing on it yet."""
        self.size = columns or self.size[0], rows or self.size[1]
        self.is_shown = True
        with self._news:
            self._screen.resize(self.size[1], self.size[0])
            self._screen.reset()
        self.tell("attach", width=self.size[0], height=self.size[1])

    def hide(self) -> None:
        """Have the page be closed."""
        self.is_shown = False
        self.tell("detach")

    def resize(self, columns: int, rows: int) -> None:
        self.size = columns, rows
        with self._news:
            self._screen.resize(rows, columns)
        self.tell("resize", width=columns, height=rows)

    def type(self, text: str) -> None:
        self.send(b"D", text.encode())

    def tell(self, type_: str, **values: object) -> None:
        self.send(b"M", json.dumps({"type": type_, **values}).encode())

    def send(self, kind: bytes, payload: bytes) -> None:
        """A packet as it is; one that nobody reads any more is of no use to anybody."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
            self.process.stdin.flush()

    def leave(self) -> None:
        """Be gone, as a server that has died."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()

    def wipe(self) -> None:
        """Have the page show nothing, as that of somebody who begins to look on."""
        with self._news:
            self._screen.reset()

    def stop_reading(self) -> None:
        """Have nobody read what the program says."""
        assert self.process.stdout is not None
        self._is_reading = False
        self.tell("redraw")
        self._thread.join()
        self.process.stdout.close()

    def downloaded(self, timeout: float = 60.0) -> tuple[str, bytes]:
        """The next file that comes: its name, and all of it."""
        start = self.wait_until_told("deliver_file_start", timeout)
        while True:
            before = len(self.pieces)
            self.tell("deliver_chunk_request", key=start["key"], size=1000, name=None)
            self.wait_until(partial(self._has_more_than, before), timeout)
            if not self.pieces[-1][1]:
                pieces, self.pieces = self.pieces, []
                return start["path"], b"".join(piece for _, piece in pieces)

    def _has_more_than(self, pieces: int) -> bool:
        return len(self.pieces) > pieces

    # -- what can be seen ------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What is on the page now."""
        with self._news:
            return "\n".join(self._screen.display)

    @property
    def errors(self) -> str:
        """What the program has written where only the server sees it."""
        self._errors.seek(0)
        return self._errors.read().decode()

    def wait_for(self, text: str, timeout: float = 60.0) -> None:
        self.wait_until(lambda: text in "\n".join(self._screen.display), timeout, text)

    def wait_until_told(self, type_: str, timeout: float = 60.0) -> dict[str, Any]:
        """What the program says of this type, now or before; each is given once."""
        found: list[dict[str, Any]] = []

        def is_there() -> bool:
            found.extend([each for each in self.told if each["type"] == type_][:1])
            return bool(found)

        self.wait_until(is_there, timeout, type_)
        self.told.remove(found[0])
        return found[0]

    def wait_until_quiet(self, seconds: float = 0.5, timeout: float = 60.0) -> None:
        """Wait until nothing has come for so long, from now on."""
        start = time.monotonic()
        while time.monotonic() < max(start, self._arrived) + seconds:
            assert time.monotonic() < start + timeout, f"not quiet after {timeout} s:\n{self.text}"
            time.sleep(0.01)

    def wait_for_exit(self, timeout: float = 60.0) -> int:
        return self.process.wait(timeout)

    def wait_until(
        self, is_so: Callable[[], object], timeout: float = 60.0, what: object = ""
    ) -> None:
        end = time.monotonic() + timeout
        with self._news:
            while not is_so():
                left = end - time.monotonic()
                if left <= 0.0 or not self._news.wait(left):
                    screen = "\n".join(self._screen.display)
                    raise AssertionError(f"not so after {timeout} s: {what}\n{screen}")

    # -- on a thread of its own ------------------------------------------------------------------

    def _read(self) -> None:
        stdout = self.process.stdout
        assert stdout is not None
        while self._is_reading and len(head := stdout.read(5)) == 5:
            payload = stdout.read(int.from_bytes(head[1:], "big"))
            with self._news:
                self._take(head[:1], payload)
                self._arrived = time.monotonic()
                self._news.notify_all()

    def _take(self, kind: bytes, payload: bytes) -> None:
        if kind == b"D":
            self.drawn += payload
            self._stream.feed(PRIVATE_SEQUENCE.sub(b"", payload))
        elif kind == b"P":
            unpacked: Any = load(payload)
            self.pieces.append(unpacked[1:])
        else:
            assert kind == b"M", kind
            told = json.loads(payload)
            self.told.append(told)
            if told["type"] == "ready" and self.is_shown:
                self.tell("attach", width=self.size[0], height=self.size[1])
