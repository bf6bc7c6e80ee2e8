"""The way to the terminal: whether there is one, and what is said to it beside the screen."""

from __future__ import annotations

import os
import sys
from typing import Any

from textual.app import App
from textual.driver import Driver

from engine.errors import ConfigurationError
from microtui.terminal.served import is_served


class NoTerminalError(ConfigurationError):
    """The application cannot show itself here; the text says what it needs."""


def require_terminal() -> None:
    """Raises `NoTerminalError` where there is nothing to draw on or nobody to press a key."""
    if is_served():
        return
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if any(stream is None or stream.closed or not stream.isatty() for stream in streams):
        raise NoTerminalError(
            "the application needs a terminal for its keys and its screen, not a file or a pipe: "
            "start it without redirection, open it in a browser with microtui serve, or train "
            "without a screen with: microtui train"
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise NoTerminalError(
            "this terminal cannot place text on its screen (TERM is "
            f"{os.environ.get('TERM') or 'not set'}): set TERM to what it is, such as "
            "xterm-256color, open it in a browser with microtui serve, or train without a screen "
            "with: microtui train"
        )


def driver_for_terminal() -> type[Driver] | None:
    """The driver that writes least; None leaves the choice to Textual where it cannot be used."""
    if is_served():
        from microtui.terminal.page.page_driver import PageDriver

        return PageDriver
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from microtui.terminal.driver.thin_driver import ThinDriver

    return ThinDriver


def write_control(app: App[None], sequence: str) -> None:
    """Write a control sequence behind what has been drawn so far.

    Textual 8.2.8 has no public way to its driver, which alone knows what has been drawn.
    """
    if app._driver is not None:
        app._driver.write(sequence)
        app._driver.flush()


def bytes_written(app: App[None]) -> int:
    """To the terminal so far; always 0 where the driver does not count them."""
    written: int = getattr(app._driver, "bytes_written", 0)
    return written


def forget_screen(app: App[None]) -> None:
    """Rely no more on what the terminal shows; whoever calls this has everything drawn again."""
    forget = getattr(app._driver, "forget", None)
    if forget is not None:
        forget()


def is_shown(app: App[Any]) -> bool:
    """Whether somebody may be looking: always in a terminal; a page may have been closed."""
    shown: bool = getattr(app._driver, "is_shown", True)
    return shown
