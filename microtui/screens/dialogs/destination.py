"""Where a text goes that the reader takes along: a file of their choice, or their downloads."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from textual.app import App

from engine.errors import ConfigurationError
from microtui.exports.new_file import write_file
from microtui.screens.dialogs.file_screen import ChosenFile, FileScreen
from microtui.terminal.served import is_served

Put = Callable[[str], None]
"""Takes the text, on any thread."""


class Say(Protocol):
    """Shows a sentence; any thread may call it."""

    def __call__(self, sentence: str, *, is_warning: bool = False) -> None: ...


async def destination(app: App[Any], what: str, suggestion: str, say: Say) -> Put | None:
    """None where the reader would not have it after all."""
    if is_served():
        return partial(deliver, app, suggestion, say)
    chosen = await app.push_screen_wait(FileScreen(what, suggestion))
    return None if chosen is None else partial(write, say, chosen)


def deliver(app: App[Any], name: str, say: Say, text: str) -> None:
    """Have the browser download it."""
    app.deliver_binary(io.BytesIO(text.encode()), save_filename=name)
    say(f"{name} goes to your browser's downloads.")


def write(say: Say, chosen: ChosenFile, text: str) -> None:
    try:
        write_file(chosen.path, text, overwrite=chosen.overwrite)
    except ConfigurationError as error:
        say(str(error), is_warning=True)
    else:
        say(f"Written to {chosen.path.absolute()}")
