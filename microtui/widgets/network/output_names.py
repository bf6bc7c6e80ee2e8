"""What several outputs are called beside what is drawn of them."""

from __future__ import annotations

from rich.cells import cell_len

from engine.run.configuration import Configuration
from microtui.words.samples.data_words import output_name
from microtui.words.samples.short_names import shortened

LONGEST, SHORTEST = 10, 3
"""Columns of a name."""


def names_width(configuration: Configuration) -> int:
    """Columns for them; 0 where there is one output."""
    longest = max(cell_len(name) for name in all_names(configuration))
    return min(longest, LONGEST)


def output_names(configuration: Configuration, columns: int) -> tuple[str, ...]:
    """In so many columns at most; nothing where there is one output, or too little room."""
    names = all_names(configuration)
    width = min(columns, LONGEST)
    if len(names) < 2 or width < min(SHORTEST, names_width(configuration)):
        return ()
    return shortened(names, width)


def all_names(configuration: Configuration) -> list[str]:
    return [output_name(configuration, unit) for unit in range(configuration.outputs)]
