"""The keys that do a task, as the screen calls them: `s*10 . enter ^r "b = 2.0"`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from microtui.course.reading.source import Source
from microtui.settings.near_name import nearest

PART = re.compile(r'"[^"]*"\S*|\S+')
REPEATED = re.compile(r'(?P<key>"[^"]*"|\S+?)\*(?P<times>[0-9]{1,4})')
MOST_KEYS = 1_000
CONTROL = re.compile(r"\^[a-z]")

NAMED = {
    **dict.fromkeys(("enter", "return", "⏎"), "enter"),
    **dict.fromkeys(("esc", "escape"), "escape"),
    **dict.fromkeys(("backspace", "⌫"), "backspace"),
    **dict.fromkeys(("up", "↑"), "up"),
    **dict.fromkeys(("down", "↓"), "down"),
    **dict.fromkeys(("left", "←"), "left"),
    **dict.fromkeys(("right", "→"), "right"),
    **dict.fromkeys(("pgup", "pageup"), "pageup"),
    **dict.fromkeys(("pgdn", "pagedown"), "pagedown"),
    **dict.fromkeys(("del", "delete"), "delete"),
    **{name: name for name in ("space", "tab", "shift+tab", "home", "end", "insert")},
    **{f"{letter}{number}": f"f{number}" for letter in "fF" for number in range(1, 13)},
}
"""What Textual calls the keys that have a name, by all that the screen and a reader call them."""


def read_way(source: Source) -> tuple[str, ...]:
    """Each key as often as it is to be pressed. Raises `LessonError` for one there is not."""
    keys: list[str] = []
    for number, line in enumerate(source.lines, start=source.first):
        if line.count('"') % 2:
            raise source.refused(number, 'typed text is not closed: write " at its end, too')
        for part in PART.findall(line):
            repeated = REPEATED.fullmatch(part)
            key = repeated["key"] if repeated else part
            check_key(source, number, key)
            keys += [key] * (int(repeated["times"]) if repeated else 1)
            if len(keys) > MOST_KEYS:
                raise source.refused(
                    number, f"these are more than {MOST_KEYS:,} keys: show a shorter way"
                )
    return tuple(keys)


def check_key(source: Source, line: int, key: str) -> None:
    is_text = len(key) > 2 and key[0] == key[-1] == '"'
    if len(key) == 1 or key in NAMED or CONTROL.fullmatch(key) or is_text:
        return
    near = nearest(key, NAMED)
    control = re.fullmatch(r"(?:ctrl\+|\^)([a-z])", key.lower())
    if control:
        meant = f"did you mean ^{control[1]}?"
    elif near:
        meant = f"did you mean {near}?"
    elif key.isascii() and key.isalnum():
        meant = f'write its letters one by one, or "{key}" to type them'
    else:
        meant = "write such as s, ?, enter, esc, space, up or ^r"
    raise source.refused(line, f"there is no key {key[:30]!r}: {meant}")


def keys_to_press(way: Iterable[str]) -> tuple[str, ...]:
    """The same as Textual calls them, one by one: letters as they are, `ctrl+r`, `escape`."""
    keys: list[str] = []
    for key in way:
        if len(key) > 2 and key[0] == key[-1] == '"':
            keys += ["space" if each == " " else each for each in key[1:-1]]
        elif CONTROL.fullmatch(key):
            keys.append(f"ctrl+{key[1]}")
        else:
            keys.append(NAMED.get(key, key))
    return tuple(keys)
