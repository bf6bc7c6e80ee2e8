"""Lines of a header, made of items: some from the left, some at the right end, none cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style
from textual.strip import Strip

from microtui.widgets.drawing.lines_view import text_strip
from microtui.words.header_text import Item, fitting

HEADER_CLASSES = {
    "header--title",
    "header--good",
    "header--warning",
    "header--error",
    "header--muted",
}

NARROWEST_FOR_ONE_LINE = 50

GAP = 2


def header_strip(
    left: Sequence[Item], right: Sequence[Item], width: int, style_of: Callable[[str], Style]
) -> Strip:
    """Without the least important ones where all do not fit."""
    kept = fitting([*left, *right], width, GAP)
    left = [item for item in left if item in kept]
    right = [item for item in right if item in kept]
    used = sum(len(item.text) + GAP for item in kept) - GAP
    parts: list[tuple[str, Style | None]] = []
    for items in (left, right):
        for i, item in enumerate(items):
            if i or (items is right and left):
                parts.append((" " * GAP, None))
            style = None if item.look == "plain" else style_of(f"header--{item.look}")
            parts.append((item.text, style))
        if items is left and right:
            parts.append((" " * max(width - used, 0), None))
    return text_strip(*parts)
