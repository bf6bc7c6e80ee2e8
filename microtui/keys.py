"""A key, and what it does, in the words that footer, help and command palette show."""

from __future__ import annotations

from typing import Literal

from textual.binding import Binding

Group = Literal["training", "time", "twin", "changing", "looking", "sharing", "program"]

GROUP_TITLES: dict[Group, str] = {
    "training": "Training",
    "time": "Going back in time",
    "twin": "Comparing",
    "changing": "What is trained",
    "looking": "Looking around",
    "sharing": "Taking it with you",
    "program": "The program",
}


def key(
    keys: str,
    action: str,
    label: str,
    explanation: str,
    group: Group,
    *,
    footer: bool = False,
    display: str | None = None,
) -> Binding:
    """A binding; its group, by which help is ordered, is the first part of its id."""
    return Binding(
        keys,
        action,
        label,
        show=footer,
        key_display=display,
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


def group_of(binding: Binding) -> str | None:
    """The title of the group that a binding made by `key` belongs to."""
    prefix = (binding.id or "").split(".")[0]
    return next((title for group, title in GROUP_TITLES.items() if group == prefix), None)
