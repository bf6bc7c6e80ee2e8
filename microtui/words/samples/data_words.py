"""What the data stand for: the two classes, or the numbers to be fitted, and their columns."""

from __future__ import annotations

from engine.data.table import Table
from engine.run.configuration import Configuration
from microtui.words.number_text import short
from microtui.words.signs import signs

MOST_COLUMNS = 20
"""More than these are not listed one by one."""


def class_names(configuration: Configuration) -> tuple[str, str]:
    """What is below 0 and above it, in words: of the reader's own data their labels."""
    if configuration.task == "regression":
        return "a target below 0", "a target above 0"
    table = configuration.table
    return ("class -1", "class 1") if table is None else (table.labels[0], table.labels[1])


def is_scaled(table: Table) -> bool:
    return bool((table.offsets != 0.0).any() or (table.scales != 1.0).any())


def table_notice(table: Table, *, ascii_only: bool) -> str:
    """Which label has which sign, or what the target stands for, in one line."""
    sign = signs(ascii_only=ascii_only)
    if table.task == "classification" and len(table.labels) == 2:
        low, high = table.labels
        what = f"{low} {sign.negative}, {high} {sign.positive}"
    elif table.task == "classification":
        what = f"{len(table.labels)} classes: {', '.join(table.labels)}"
    else:
        what = f"target: {target_text(table)}"
    return f"{what}; columns standardised" if is_scaled(table) else what


def target_text(table: Table) -> str:
    """What the numbers from -1 to 1 are that the network fits."""
    texts = [
        scale_text(offset, scale)
        for offset, scale in zip(
            table.target_offsets.tolist(), table.target_scales.tolist(), strict=True
        )
    ]
    if len(texts) == 1:
        return texts[0]
    named = zip(table.target_names, texts, strict=True)
    return "; ".join(f"{name}: {text}" for name, text in named)


def scale_text(offset: float, scale: float) -> str:
    if (offset, scale) == (0.0, 1.0):
        return "as it is in the file"
    low, high = offset - scale, offset + scale
    return f"-1 is {short(low)}, 1 is {short(high)}"


def column_texts(table: Table) -> list[tuple[str, str]]:
    """The names of the columns, and what has been made of their numbers."""
    if not is_scaled(table):
        return [("columns", "As they are in the file.")]
    texts = [("columns", "Standardised: each has mean 0 and standard deviation 1.")]
    columns = zip(table.column_names, table.offsets.tolist(), table.scales.tolist(), strict=True)
    for name, offset, scale in list(columns)[:MOST_COLUMNS]:
        texts.append((name, f"({name} - {short(offset)}) / {short(scale)}"))
    rest = len(table.column_names) - MOST_COLUMNS
    return [*texts, ("...", f"and {rest} more columns")] if rest > 0 else texts
