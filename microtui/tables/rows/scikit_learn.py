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
    features = str(len(records[-1].cells) - 1)
    if first[0] not in (str(len(records) - 1), str(len(records) - 2)) or first[1:2] != [features]:
        return None
    words = [cell for cell in first[2:] if cell]
    return None if any(word.isdigit() for word in words) else OwnHeader(tuple(words))
