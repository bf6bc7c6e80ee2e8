"""The signs that panes draw with, in the two character sets that a terminal may have."""

from __future__ import annotations

from dataclasses import dataclass

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
