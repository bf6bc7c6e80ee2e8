"""The keys that do something now."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import ActiveBinding
from textual.keys import key_to_character
from textual.screen import Screen

from microtui.terminal.application.key_names import CHARACTERS


def acting(screen: Screen[object]) -> Iterator[ActiveBinding]:
    """All that is bound here, but for what whoever has the focus takes for a text to be typed."""
    focused = screen.focused
    for active in screen.active_bindings.values():
        key = active.binding.key
        character = CHARACTERS.get(key) or key_to_character(key)
        if focused is None or not focused.check_consume_key(key, character):
            yield active
