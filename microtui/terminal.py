"""What the terminal can show, and what is said to it beside the screen."""

from __future__ import annotations

import os
import sys

from textual.app import App
from textual.driver import Driver


def is_ascii_only(app: App[object]) -> bool:
    """Whether the terminal's character set has no blocks, lines or dots of ours."""
    return not app.console.encoding.lower().startswith("utf")


def driver_for_terminal() -> type[Driver] | None:
    """The driver that writes least; None leaves the choice to Textual where it cannot be used."""
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from microtui.thin_driver import ThinDriver

    return ThinDriver


def write_control(app: App[None], sequence: str) -> None:
    """Write a control sequence behind what has been drawn so far."""
    if app._driver is not None:
        app._driver.write(sequence)
        app._driver.flush()


def forget_screen(app: App[None]) -> None:
    """Rely no more on what the terminal shows; whoever calls this has everything drawn again."""
    forget = getattr(app._driver, "forget", None)
    if forget is not None:
        forget()
