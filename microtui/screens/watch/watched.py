"""What the screen needs of a script that runs beside it; `microtui.watch.process` has the real
one."""

from __future__ import annotations

from typing import Protocol

from microtui.watch.commands import Command
from microtui.watch.reading import Reading


class Watched(Protocol):
    """None of these waits for anything."""

    @property
    def script(self) -> str: ...

    @property
    def status(self) -> int | None:
        """Its exit status, as a shell would give it; None while it runs."""

    @property
    def error(self) -> str | None:
        """What it raised, in a line."""

    @property
    def unwatched(self) -> str | None:
        """Why nothing is seen of it any more, though it runs on."""

    @property
    def output_path(self) -> str:
        """The file that its output goes to; empty where there is none."""

    def newest(self) -> Reading | None: ...

    def output_from(self, offset: int) -> tuple[str, int]:
        """What it has printed since, as much as is read at once, and where to go on."""

    def send(self, command: Command) -> None: ...

    def stop(self) -> None: ...

    def let_go(self) -> None: ...
