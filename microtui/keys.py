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


def group_of(binding: Binding) -> str | None:
    """The title of the group that a binding made by `key` belongs to."""
    prefix = (binding.id or "").split(".")[0]
    return next((title for group, title in GROUP_TITLES.items() if group == prefix), None)
