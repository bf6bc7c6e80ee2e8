"""What keys are called: by the reader, by Textual, and on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App
from textual.binding import Binding
from textual.keys import Keys, _character_to_key, format_key, key_to_character

NAMES = frozenset(each.value for each in Keys if not each.value.startswith("<"))


def key_named(text: str) -> str | None:
    """What Textual calls a key: `?` is `question_mark`; None where there is no such key."""
    if len(text) == 1:
        return _character_to_key(text) if text.isprintable() and not text.isspace() else None
    return text if text in NAMES or key_to_character(text) is not None else None


def shown_name(binding: Binding) -> str:
    """What the screen calls the key that this is bound to as the program comes."""
    return binding.key_display or format_key(binding.key.split(",")[0])


def renamed_keys(app: App[object]) -> Mapping[str, str]:
    """What keys are called that sentences name, where the reader has changed them."""
    renamed: Mapping[str, str] = getattr(app, "renamed_keys", {})
    return renamed
