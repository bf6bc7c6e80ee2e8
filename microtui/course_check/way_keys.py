"""The keys of a way, as a terminal sends them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events

from engine.errors import ConfigurationError
from microtui.terminal.application.key_names import key_named, key_shown_as


def key_events(way: Sequence[str]) -> list[events.Key]:
    """One after the other; what stands in quotes is typed letter by letter.

    Raises `ConfigurationError` where there is no such key.
    """
    return [event for name in way for event in events_of(name)]


def events_of(name: str) -> Iterator[events.Key]:
    if len(name) > 1 and name[0] == name[-1] == '"':
        yield from map(event_of, name[1:-1])
    else:
        yield event_of(name)


def event_of(name: str) -> events.Key:
    if name in (" ", "space"):
        return events.Key("space", " ")
    key = key_named(name) if len(name) == 1 and name.isascii() else key_shown_as(name)
    if key is None:
        raise ConfigurationError(
            f"there is no key {name!r}; a key is a letter or sign, or such as space, esc, ^r, "
            'pageup; what is typed stands in quotes, as "tanh" does'
        )
    return events.Key(key, name if len(name) == 1 and name.isascii() else None)
