"""Where a number is typed that a lesson asks for."""

from __future__ import annotations

import math
import re

from textual.widgets import Input

from engine.errors import ConfigurationError

COUNT = re.compile(r"[+-]?\d+")


class NumberLine(Input):
    """Backspace in an empty one is the panel's."""

    def __init__(self) -> None:
        super().__init__(
            compact=True, placeholder="type a number, then enter", select_on_focus=False
        )
        self.cursor_blink = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "delete_left" or bool(self.value)


def typed_number(text: str) -> float:
    """A count where no point is typed. Raises `ConfigurationError` where it is no number, with what
    would be one."""
    plain = text.strip().replace("−", "-")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in plain:
        got = f"{text.strip()!r} is none" if text.strip() else "nothing is typed yet"
        raise ConfigurationError(f"{got}: type a number, such as 0.25, -3 or 1e-4")
    return int(number) if COUNT.fullmatch(plain) else number
