"""scikit-learn's own files: a first line of how many samples and features, and their classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microtui.tables.rows.grid import Record
from microtui.tables.sentences import listed


@dataclass(frozen=True)
class OwnHeader:
    """What stands in the first line."""

    classes: tuple[str, ...]

    @property
    def remark(self) -> str:
        names = f", which names the classes: {listed(self.classes)}" if self.classes else ""
        return f"line 1 is scikit-learn's own{names}"


def own_header(records: Sequence[Record]) -> OwnHeader | None:
    """Where the first line counts the rows below, perhaps but one of names, and the columns but
    the target, with nothing but words behind."""
    if len(records) < 3:
        return None
    first = [cell.strip() for cell in records[0].cells]
    if len(first) < 2 or not (first[0].isdigit() and first[1].isdigit()):
        return None
    rows, features = int(first[0]), int(first[1])
    width = len(records[-1].cells)
    words = [cell for cell in first[2:] if cell]
    if features != width - 1 or len(records) - 1 - rows not in (0, 1):
        return None
    return None if any(word.isdigit() for word in words) else OwnHeader(tuple(words))
