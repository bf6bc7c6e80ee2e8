"""Keys that the reader has changed: whether they can be so, and what they do instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from textual.app import App
from textual.binding import Binding

from engine.errors import ConfigurationError
from microtui.screens.main_keys import MAIN_KEYS
from microtui.screens.scratchpad.scratchpad_keys import SCRATCHPAD_KEYS
from microtui.screens.watch.watch_keys import WATCH_KEYS
from microtui.settings.keys_table import TABLE
from microtui.settings.near_name import nearest
from microtui.settings.settings_file import settings_path
from microtui.terminal.application.key_names import key_named, shown_name
from microtui.terminal.served import told_path
from microtui.widgets.graph.graph_keys import GRAPH_KEYS
from microtui.widgets.panes.panes import Panes
from microtui.widgets.panes.registry import PANES
from microtui.widgets.watch.watch_panes import WATCH_PANES, WatchPanes

Keymap = dict[str, str]
"""By id, keys as Textual has them, with commas between."""


def scopes(program_keys: Sequence[Binding]) -> Iterator[list[Binding]]:
    """What acts at the same time: on the main screen, with each of its panes, on the scratchpad,
    and over a watched script.

    A pane's keys come before those of the screen.
    """
    program = [*bindings_of(App), *program_keys]
    everywhere = [*program, *MAIN_KEYS, *bindings_of(Panes)]
    for pane in PANES:
        yield [*bindings_of(pane.widget), *everywhere]
    yield [*GRAPH_KEYS, *SCRATCHPAD_KEYS, *program]
    for watch_pane in WATCH_PANES:
        yield [*bindings_of(watch_pane.widget), *program, *WATCH_KEYS, *bindings_of(WatchPanes)]


def bindings_of(owner: type[object]) -> list[Binding]:
    """Its own ones, and those of what it is a kind of among our classes."""
    ours = [
        each for each in owner.__mro__ if each is owner or each.__module__.startswith("microtui.")
    ]
    bindings = [each for kind in ours for each in vars(kind).get("BINDINGS", ())]
    return [each for each in bindings if isinstance(each, Binding)]


def known_bindings(program_keys: Sequence[Binding]) -> dict[str, Binding]:
    """All whose key can be changed, by id; where several keys do the same, with all of them."""
    known: dict[str, Binding] = {}
    for each in all_bindings(program_keys):
        if each.id in known:
            keys = dict.fromkeys([*known[each.id].key.split(","), *each.key.split(",")])
            known[each.id] = replace(known[each.id], key=",".join(keys))
        elif each.id:
            known[each.id] = each
    return known


def all_bindings(program_keys: Sequence[Binding]) -> list[Binding]:
    """Of the program, its main screen and the panes on it, the scratchpad, and a watched script."""
    main = [*MAIN_KEYS, *program_keys, *pane_bindings()]
    return [*main, *SCRATCHPAD_KEYS, *WATCH_KEYS, *watch_pane_bindings()]


def pane_bindings() -> list[Binding]:
    return [each for pane in PANES for each in bindings_of(pane.widget)]


def watch_pane_bindings() -> list[Binding]:
    return [each for pane in WATCH_PANES for each in bindings_of(pane.widget)]


def places(program_keys: Sequence[Binding]) -> dict[str, int]:
    """By id, where a key stands among all that act at the same time: a pane's own first."""
    of_panes = [*pane_bindings(), *watch_pane_bindings()]
    bindings = [*of_panes, *SCRATCHPAD_KEYS, *MAIN_KEYS, *WATCH_KEYS, *program_keys]
    # Of those that several screens have, the first place.
    return {str(each.id): place for place, each in reversed(list(enumerate(bindings)))}


def keymap_of(changed: Mapping[str, str], program_keys: Sequence[Binding]) -> Keymap:
    """Of what the settings file says of keys.

    Raises `ConfigurationError` where there is no such thing, no such key, or two for one key.
    """
    try:
        return checked_keymap(changed, program_keys)
    except ConfigurationError as error:
        raise ConfigurationError(f"{told_path(settings_path())}, {TABLE}: {error}") from None


def checked_keymap(changed: Mapping[str, str], program_keys: Sequence[Binding]) -> Keymap:
    known = known_bindings(program_keys)
    keymap = {}
    for name, keys in changed.items():
        if name not in known:
            near = nearest(name, {each.lower(): each for each in known})
            meant = f"did you mean {near}?" if near else "microtui config --keys lists all"
            raise ConfigurationError(f"there is nothing called {name!r} to give a key to; {meant}")
        keymap[name] = ",".join(textual_name(name, key.strip()) for key in keys.split(","))
    for scope in scopes(program_keys):
        require_no_clash(scope, keymap)
    return keymap


def textual_name(name: str, key: str) -> str:
    named = key_named(key)
    if key == "":
        raise ConfigurationError(f"{name}: commas stand between keys; the key itself is comma")
    if named is None:
        raise ConfigurationError(
            f"{name}: there is no key {key!r}; a key is a letter or sign, or such as space, f5, "
            "ctrl+x, pageup"
        )
    return named


def require_no_clash(scope: Sequence[Binding], keymap: Keymap) -> None:
    taken: dict[str, Binding] = {}
    for binding in scope:
        for key in keymap.get(binding.id or "", binding.key).split(","):
            other = taken.setdefault(key, binding)
            is_changed = binding.id in keymap or other.id in keymap
            if is_changed and other.action != binding.action:
                raise ConfigurationError(
                    f"the key {key} would be both {called(other)} and {called(binding)}: give one "
                    "of them another key"
                )


def called(binding: Binding) -> str:
    return binding.id or f"'{binding.description}'"


def renamed(keymap: Keymap, program_keys: Sequence[Binding]) -> dict[str, str]:
    """What the screen called each changed key, and what it calls the one in its place."""
    return {
        shown_name(each): shown_name(Binding(keymap[each.id], ""))
        for each in all_bindings(program_keys)
        if each.id in keymap
    }
