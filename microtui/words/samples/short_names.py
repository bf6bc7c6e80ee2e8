"""Names of classes and of numbers to be fitted, where there is no room for the whole of them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size


def shortened(names: Sequence[str], width: int) -> tuple[str, ...]:
    """The names in so many cells each, at most, no two of them alike.

    Where the beginnings of them are not enough, their last words stand there, or their ends; or
    else their numbers, from 0.
    """
    choices = (
        [begun(name, width) for name in names],
        [begun((name.split() or [name])[-1], width) for name in names],
        [ended(name, width) for name in names],
    )
    for each in choices:
        if len(set(each)) == len(names) and all(short.strip("…. ") for short in each):
            return tuple(each)
    return tuple(str(number)[-max(width, 1) :] for number in range(len(names)))


def begun(name: str, width: int) -> str:
    """As it is, or its beginning: with a sign of what is missing where that leaves two letters."""
    if cell_len(name) <= width:
        return name
    return f"{cut(name, width - 1)}…" if width > 3 else cut(name, width)


def ended(name: str, width: int) -> str:
    """As it is, or its end."""
    if cell_len(name) <= width:
        return name
    room = width - 1 if width > 3 else width
    end = next(name[i:] for i in range(len(name) + 1) if cell_len(name[i:]) <= room)
    return f"…{end}" if width > 3 else end


def cut(name: str, width: int) -> str:
    return set_cell_size(name, max(width, 0)).rstrip()


def padded(text: str, width: int, align: str = "left") -> str:
    """So many cells wide: a character may take two."""
    spare = max(width - cell_len(text), 0)
    before = {"left": 0, "center": spare // 2, "right": spare}[align]
    return " " * before + text + " " * (spare - before)
