"""Where the watched loop is to wait: what has been asked, and the stops that it passes."""

from __future__ import annotations

from microtui.watch.commands import Command
from microtui.watch.reading import Stop


class Pace:
    """Runs until it is asked to wait."""

    def __init__(self, *, is_paused: bool) -> None:
        self._awaited: tuple[Stop, ...] = ("backward", "step") if is_paused else ()
        self.opened: int | None = None
        """The tensor whose entries are to be shown."""

    @property
    def runs(self) -> bool:
        """Whether no stop is one to wait at."""
        return not self._awaited

    def waits_at(self, stop: Stop) -> bool:
        return stop in self._awaited

    def heed(self, command: Command) -> bool:
        """Gives whether the loop, if it waits, now goes on."""
        if command.wish == "open":
            self.opened = command.tensor
            return False
        if command.wish == "pause":
            self._awaited = ("backward", "step")
            return False
        self._awaited = () if command.wish == "go" else (command.wish,)
        return True
