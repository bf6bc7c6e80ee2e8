"""Whether the terminal reports the mouse to the program, or selects text with it by itself."""

from __future__ import annotations

from textual.app import App


def switch_mouse(app: App[object]) -> str:
    """Turn the mouse off, or on again; gives a sentence that says how it is now."""
    switch = getattr(app._driver, "switch_mouse", None)
    if switch is None:
        return "The mouse cannot be turned off here."
    if switch():
        return "The mouse is on: it chooses, scrolls and clicks."
    return "The mouse is off: drag to select text. The same key turns it on."
