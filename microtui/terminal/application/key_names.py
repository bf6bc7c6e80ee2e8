"""What keys are called: by the reader, by Textual, and on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.app import App
from textual.binding import Binding
from textual.keys import _character_to_key, format_key

CHARACTERS = {_character_to_key(chr(code)): chr(code) for code in range(ord(" "), ord("~") + 1)}
"""What types what, for all that is in ASCII; of some signs, such as plus, Textual does not know."""
SIGNS = frozenset(CHARACTERS)
OTHERS = frozenset(
    key.value
    for keys in ANSI_SEQUENCES_KEYS.values()
    if isinstance(keys, tuple)
    for key in keys
    if not key.value.startswith("<")
)
"""What a terminal can send beside characters; ctrl+i is not among it, for that comes as tab."""


def key_named(text: str) -> str | None:
    """What Textual calls a key: `?` is `question_mark`; None where there is no such key."""
    if len(text) == 1:
        return _character_to_key(text) if text.isprintable() and not text.isspace() else None
    return text if text in SIGNS or text in OTHERS else None


def shown_name(binding: Binding) -> str:
    """What the screen calls the key that this is bound to as the program comes."""
    return binding.key_display or format_key(binding.key.split(",")[0])


def in_order(app: App[object], bindings: Iterable[Binding]) -> list[Binding]:
    """As they stand where they are declared: Textual puts those last that have another key."""
    order: Mapping[str, int] = getattr(app, "key_order", {})
    return sorted(bindings, key=lambda each: order.get(each.id or "", -1))


def renamed_keys(app: App[object]) -> Mapping[str, str]:
    """What keys are called that sentences name, where the reader has changed them."""
    renamed: Mapping[str, str] = getattr(app, "renamed_keys", {})
    return renamed
