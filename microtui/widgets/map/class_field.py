"""The field of more than two classes: at each point the likeliest, in its hue or by its sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from engine.arrays import Array, Indices
from microtui.widgets.drawing.colors.class_palette import CLASS_LEVELS, HUES
from microtui.widgets.drawing.field_strips import Mark, by_line

UNDEFINED_CLASS = len(HUES) * CLASS_LEVELS
"""The level of what is not a number."""

FIELD = Style(dim=True)


def class_levels(
    winners: Indices, probabilities: Array, classes: int, *, discretize: bool = False
) -> Indices:
    """Levels of a `ClassPalette`: of the likeliest of so many classes, from the faintest, where all
    are equally likely, to the strongest, where it is certain; on request that one alone."""
    if discretize:
        probabilities = np.where(np.isnan(probabilities), np.nan, 1.0)
    chance = 1.0 / classes
    sureness = np.clip((probabilities - chance) / (1.0 - chance), 0.0, 1.0)
    levels = winners * CLASS_LEVELS + np.rint(np.nan_to_num(sureness) * (CLASS_LEVELS - 1))
    return np.where(np.isnan(sureness), UNDEFINED_CLASS, levels).astype(np.intp)


def plain_class_strips(
    levels: Indices, signs: Sequence[str], marks: Mapping[tuple[int, int], Mark]
) -> list[Strip]:
    """The same without colour: dim signs of the classes, the denser the surer, and marks on top.

    What is between classes is blank.
    """
    field = np.full((len(levels) // 2, levels.shape[1]), " ")
    shown = levels[0::2][: len(field)]
    line, column = np.indices(field.shape)
    sureness = shown % CLASS_LEVELS / (CLASS_LEVELS - 1)
    # One in two cells where it is sure, one in four where it is likely, none where it is neither.
    distance = np.select([sureness >= 0.7, sureness >= 0.3], [2, 4], default=line.size)
    is_filled = (column + line) % distance == 0
    for number, sign in enumerate(signs):
        field[(shown // CLASS_LEVELS == number) & is_filled] = sign.lower()
    field[shown == UNDEFINED_CLASS] = "?"
    marks_of = by_line(marks)
    strips = []
    for y, row in enumerate(field.tolist()):
        segments: list[Segment] = []
        start = 0
        for x, mark in marks_of.get(y, {}).items():
            segments.append(Segment("".join(row[start:x]), FIELD))
            segments.append(Segment(mark.character, plain_style(mark)))
            start = x + 1
        segments.append(Segment("".join(row[start:]), FIELD))
        strips.append(Strip([each for each in segments if each.text], len(row)))
    return strips


def plain_style(mark: Mark) -> Style:
    return Style(bold=True, underline=mark.underline or None)
