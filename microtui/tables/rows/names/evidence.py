"""What speaks for a first row of names: that it is unlike what stands below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from microtui.tables.rows.cell_kinds import is_boolean, is_date, is_missing, is_number_like
from microtui.tables.rows.grid import Grid

ROWS_LOOKED_AT = 200
MOST_ROWS_SEARCHED = 5_000
"""For a word of the first row that comes again."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for a row of names, column by column."""

    words_above_numbers: int
    """A word, where numbers stand below."""
    new_words: int
    """A word that does not come again below, where words stand."""
    known_words: int
    """A word that does."""
    numbers: tuple[str, ...]
    """Numbers above numbers, or above words."""
    known_numbers: int
    """Those of them that come again below."""
    numbers_above_words: int


def evidence_of(grid: Grid, cells: Sequence[str]) -> Evidence:
    above_numbers = new = known = known_numbers = above_words = 0
    numbers = []
    for column, first in enumerate(cells):
        if is_missing(first):
            continue
        body = [row[column].strip() for row in grid.cells[1 : ROWS_LOOKED_AT + 1]]
        present = [cell for cell in body if not is_missing(cell)]
        are_numbers, are_dates = most(is_number_like, present), most(is_date, present)
        if is_number_like(first):
            numbers.append(first)
            known_numbers += first in present
            above_words += bool(present) and not (are_numbers or are_dates or first in present)
        elif are_numbers or (are_dates and not is_date(first)) or are_yes_and_no(present, first):
            above_numbers += 1
        elif first in present or comes_again(grid, column, first):
            known += 1
        else:
            new += 1
    return Evidence(above_numbers, new, known, tuple(numbers), known_numbers, above_words)


def comes_again(grid: Grid, column: int, first: str) -> bool:
    return any(row[column].strip() == first for row in grid.cells[1:MOST_ROWS_SEARCHED])


def are_yes_and_no(present: Sequence[str], first: str) -> bool:
    """Whether all below says yes or no, which the first does not."""
    return bool(present) and not is_boolean(first) and all(map(is_boolean, present))


def most(is_so: Callable[[str], bool], cells: Sequence[str]) -> bool:
    """Whether there are any, and it is so of nearly all."""
    return bool(cells) and sum(map(is_so, cells)) >= 0.8 * len(cells)


def is_header(evidence: Evidence) -> bool:
    if not evidence.numbers:
        if evidence.words_above_numbers:
            return evidence.words_above_numbers > evidence.known_words
        return evidence.new_words > 0 and not evidence.known_words
    # Years, and other numbers that a table is laid out by, are names beside words.
    are_whole = all(number.isdigit() for number in evidence.numbers)
    differ = len(set(evidence.numbers)) == len(evidence.numbers)
    if not (are_whole and differ) or evidence.known_words:
        return False
    if evidence.numbers_above_words:
        return True
    if evidence.known_numbers:
        return False
    are_years = len(evidence.numbers) > 1 and all(map(is_year, evidence.numbers))
    return evidence.words_above_numbers > 0 or (are_years and evidence.new_words > 0)


def is_year(number: str) -> bool:
    return len(number) == 4 and 1800 <= int(number) <= 2200
