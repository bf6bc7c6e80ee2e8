"""Signs of currencies and percents beside the numbers of a column."""

from __future__ import annotations

import re
from collections.abc import Mapping

from microtui.tables.rows.cell_kinds import UNITS

WITH_UNIT = re.compile(
    rf"(?P<sign>[-+]?) ?(?P<before>{UNITS})? ?(?P<number>[-+]?[\d.,(].*?) ?(?P<behind>{UNITS})?"
)


def without_unit(texts: Mapping[str, str]) -> tuple[dict[str, str] | None, str]:
    """The texts without the unit that all of them have, and that unit; it may be missing at 0.

    None in place of the texts, and an example, where some have another or none.
    """
    bare: dict[str, str] = {}
    units: dict[str, str] = {}
    for cell, text in texts.items():
        found = WITH_UNIT.fullmatch(text)
        if found is None:
            bare[cell] = text
            units.setdefault("", cell)
            continue
        number = found["sign"] + found["number"]
        unit = found["before"] or found["behind"] or ""
        bare[cell] = number
        if unit or number.strip("+-0.,"):
            units.setdefault(unit, cell)
    if len(units) <= 1:
        return bare, next(iter(units), "")
    return None, next(cell for unit, cell in units.items() if unit)
