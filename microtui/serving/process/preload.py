"""Imported by the process that all programs are forked from, once for all of them.

Nothing of it is imported again where a visitor comes, and its memory is shared. In any other
process it does nothing: there signals are somebody else's.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import signal
from collections.abc import Iterator

from microtui.terminal.served import is_served

PROGRAM = ("engine", "microtui")
NOT_BEFOREHAND = (
    "microtui.__main__",
    "microtui.serving",
    "microtui.watch",
    "microtui.watch_app",
    "microtui.course_check",
    "microtui.command_line.lessons.checking",
    # PyTorch takes seconds, and most visitors never ask for it.
    "engine.network.pytorch",
    "microtui.course.figures.pytorch_graph",
)
"""What only the one at the terminal asks for, and what hardly anybody does."""

FIRST_FRAME = ("plotext", "textual.scrollbar", "textual.layouts.factory", "tomllib")
"""What is imported of others only when it is first used, which a run does at once."""


def modules_of(package: str) -> Iterator[str]:
    """The package and all inside it, but for what hardly any visitor asks for."""
    yield package
    for found in pkgutil.iter_modules(importlib.import_module(package).__path__, f"{package}."):
        if found.name in NOT_BEFOREHAND:
            continue
        if found.ispkg:
            yield from modules_of(found.name)
        else:
            yield found.name


def import_program() -> None:
    # The server hears them, too, and has all programs saved first; this process ends with it.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    gc.disable()
    for package in PROGRAM:
        for name in modules_of(package):
            importlib.import_module(name)
    for name in FIRST_FRAME:
        importlib.import_module(name)
    # What is frozen is never looked through for garbage, and so never copied for that.
    gc.collect()
    gc.freeze()
    gc.enable()


if is_served():
    import_program()
