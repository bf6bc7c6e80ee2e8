"""The signs that panes draw with, in the two character sets that a terminal may have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from rich.cells import cell_len

from engine.formulas.activations import Stuck


@dataclass(frozen=True)
class Signs:
    """What stands for a sample, a curve or a unit; the legend names what panes draw."""

    positive: str
    negative: str
    both: str
    """Where samples of both classes share a cell."""
    positive_test: str
    negative_test: str
    train_curve: str
    test_curve: str
    twin_curve: str
    saturated: str
    dead: str
    change: str
    """Where something was changed on the way, on the axis of the loss and on the scrubber."""
    change_line: str

    @property
    def curves(self) -> dict[str, str]:
        """What each curve of the loss is drawn with, and named by."""
        return {"train": self.train_curve, "test": self.test_curve, "twin": self.twin_curve}

    def stuck(self, kind: Stuck | None) -> str:
        """The mark of a unit that is stuck in this way; nothing where no unit can be."""
        return "" if kind is None else self.saturated if kind == "saturated" else self.dead


UNICODE = Signs("●", "×", "◪", "○", "+", "━━", "┅┅", "──", "!", "†", "▲", "┊")
ASCII = Signs("o", "x", "#", "O", "X", "*", "+", "o", "!", "x", "^", ":")


def signs(*, ascii_only: bool) -> Signs:
    return ASCII if ascii_only else UNICODE


def class_signs(classes: Sequence[str], *, ascii_only: bool) -> tuple[str, ...]:
    """A character for each of more than two classes, no two alike.

    Names of one character stand for themselves. Of others the first letter stands for them, in
    upper case; where a class before has the same, another letter of the name: setosa S, versicolor
    V, virginica I. A test sample has the sign of its class, underlined.
    """
    usable = [[each for each in name if is_sign(each, ascii_only)] for name in classes]
    if all(len(name) == 1 for name in classes) and all(usable) and is_varied(classes):
        return tuple(classes)
    letters = [[each.upper() for each in name] for name in usable]
    chosen: dict[int, str] = {}
    for number, name in enumerate(letters):
        if name and name[0] not in chosen.values():
            chosen[number] = name[0]
    for number, name in enumerate(letters):
        if number not in chosen:
            free = (each for each in [*name, *ascii_uppercase] if each not in chosen.values())
            chosen[number] = next(free)
    return tuple(chosen[number] for number in range(len(classes)))


def is_sign(character: str, ascii_only: bool) -> bool:
    """Whether it is a letter or a digit, in any case one cell wide, that the terminal can show."""
    return (
        character.isalnum()
        and len(character.upper()) == 1
        and cell_len(character.upper()) == cell_len(character) == 1
        and (character.isascii() or not ascii_only)
    )


def is_varied(names: Iterable[str]) -> bool:
    """Whether they differ also for those who take no heed of case."""
    folded = [name.upper() for name in names]
    return len(set(folded)) == len(folded)
