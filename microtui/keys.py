"""A key, and what it does, in the words that footer, help and command palette show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from textual.binding import Binding

Group = Literal[
    "lesson", "training", "time", "twin", "changing", "expression", "looking", "sharing", "program"
]

GROUP_TITLES: dict[Group, str] = {
    "lesson": "The lesson",
    "training": "Training",
    "time": "Going back in time",
    "twin": "Comparing",
    "changing": "What is trained",
    "expression": "The expression",
    "looking": "Looking around",
    "sharing": "Taking it with you",
    "program": "The program",
}


PRESSING = re.compile(r"[Pp]ress [^.]*|ctrl\+\w")
"""Where a sentence names keys."""

NAMED = re.compile(
    r"(?P<before>\b(?:[Pp]ress|or|then) |; |^)(?P<key>space|ctrl\+\w|\w|[^\w\s])(?!\w)"
)


def key(
    keys: str,
    action: str,
    label: str,
    explanation: str,
    group: Group,
    *,
    footer: bool = False,
    display: str | None = None,
    priority: bool = False,
) -> Binding:
    """A binding; its group, by which help is ordered, is the first part of its id.

    One with `priority` comes before what has the focus, and acts in dialogs, too.
    """
    return Binding(
        keys,
        action,
        label,
        show=footer,
        key_display=display,
        priority=priority,
        tooltip=explanation,
        id=binding_id(label, group),
    )


def binding_id(label: str, group: Group) -> str:
    return f"{group}.{label.replace(' ', '-')}"


def reading_keys(down: str, up: str, first: str, last: str, half: str) -> list[Binding]:
    """The letters of `less` and `vim`, for whatever is read line by line: the names of its actions.

    `half` takes 1 for half a page on, and -1 for half a page back.
    """
    return [
        Binding("j", down, "down", show=False),
        Binding("k", up, "up", show=False),
        Binding("g", first, "first", show=False),
        Binding("G", last, "last", show=False),
        Binding("ctrl+d", f"{half}(1)", "half a page on", show=False),
        Binding("ctrl+u", f"{half}(-1)", "half a page back", show=False),
    ]


def line_keys(line: str, page: str, far: str, half: str) -> list[Binding]:
    """The keys of whatever is gone through line by line: the names of its actions.

    `line`, `page` and `half` take 1 for on and -1 for back; `far` whether it is to the last line.
    """
    return [
        key("up", f"{line}(-1)", "line up", "The line above", "looking"),
        key("down", f"{line}(1)", "line down", "The line below", "looking"),
        key("pageup", f"{page}(-1)", "page up", "A page up", "looking"),
        key("pagedown", f"{page}(1)", "page down", "A page down", "looking"),
        key("home", f"{far}(False)", "first line", "To the first line", "looking"),
        key("end", f"{far}(True)", "last line", "To the last line", "looking"),
        *reading_keys(f"{line}(1)", f"{line}(-1)", f"{far}(False)", f"{far}(True)", half),
    ]


def with_keys(text: str, renamed: Mapping[str, str], *, is_about_keys: bool = False) -> str:
    """The same, where keys are now what the reader has made of them.

    Keys are named behind `press`; in a text that is about nothing else, anywhere.
    """

    def rename(found: re.Match[str]) -> str:
        return found["before"] + renamed.get(found["key"], found["key"])

    if not renamed:
        return text
    if is_about_keys:
        return NAMED.sub(rename, text)
    return PRESSING.sub(lambda found: NAMED.sub(rename, found[0]), text)


def group_of(binding: Binding) -> str | None:
    """The title of the group that a binding made by `key` belongs to."""
    prefix = (binding.id or "").split(".")[0]
    return next((title for group, title in GROUP_TITLES.items() if group == prefix), None)
