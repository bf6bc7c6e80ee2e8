"""The lines of the table of examples, and of the sum below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.strip import Strip

from microtui.session.snapshot import Snapshot
from microtui.session.view import Place
from microtui.widgets.drawing.colors.palette import Palette
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.pixel_pictures import (
    Shape,
    enlargement,
    grey_strips,
    sample_pixels,
    size_of,
)
from microtui.widgets.drawing.sample_marks import SampleLook
from microtui.words.samples.example_columns import COMFORTABLE, ExampleColumns
from microtui.words.samples.example_rows import heading_text, row_of, row_parts
from microtui.words.samples.example_said import Look
from microtui.words.samples.loss_sum import as_typed
from microtui.words.samples.unit_sum import unit_lines

FEWEST_ROWS = 3
"""Lines of samples that stay, however long a sum is."""
FEWEST_BESIDE = 2
"""Likewise, where one of them is shown as a picture."""
TIGHT_LINES, MOST_LINES = 5, 10
"""Of a sum, in a low pane and in any."""
LONGEST_TERM = len("+ (-0.0000)·(-0.0000) ")
TITLE_TERMS = 2
"""As many terms take about as much room as what stands before and behind the sum."""
WIDEST_PICTURE = 3
"""The part of the width, at least, that is left of a picture's: a third is for the picture."""
PICTURE_LINES = 8
LONGER_AS_TYPED = len("sum of ") - len("Σ ")
"""Columns by which what is said of a probability is longer, written as one types it."""
HINT = "↑ ↓ choose a sample, ← → a neuron: its sum stands here"


@dataclass(frozen=True)
class ExampleLooks:
    """What depends on the theme and on what the terminal can show."""

    samples: SampleLook
    greys: Palette
    heading: Style
    chosen: Style
    wrong: Style
    sum: Style
    is_plain: bool
    """Whether there are no colours, so that characters must say all."""
    ascii_only: bool


@dataclass(frozen=True)
class ExampleDrawing:
    """Draws the samples of a snapshot; of `sample`, the chosen one, the sum of the unit `place`."""

    snapshot: Snapshot
    columns: ExampleColumns
    sample: int | None
    place: Place
    looks: ExampleLooks

    def strips(self, numbers: Sequence[int], sum_lines: int) -> list[Strip]:
        """The headings, a line for each of these samples, and the sum on so many more."""
        heading = text_strip((heading_text(self.columns), self.looks.heading))
        return [heading, *map(self._row, numbers), *self._sum(sum_lines)]

    def _row(self, number: int) -> Strip:
        examples = self.snapshot.examples
        assert examples is not None
        is_train = number < examples.train_count
        mark = self.looks.samples.of_class(int(examples.truth[number]), is_train=is_train)
        # Which of several numbers the map shows, and so by which sign, is for the map to say.
        sign = " " if self.columns.kind == "numbers" else mark.character
        row = row_of(self.columns, self.snapshot, number, sign)
        if number == self.sample:
            text = "".join(text for text, _ in row_parts(self.columns, row, "▸"))
            return text_strip((text.ljust(self.columns.width), self.looks.chosen))
        styles: Mapping[Look, Style | None] = {
            "plain": None,
            "sign": Style(color=mark.color.rich_color, bold=True, underline=mark.underline),
            "wrong": self.looks.wrong,
        }
        return text_strip(*((text, styles[look]) for text, look in row_parts(self.columns, row)))

    def _sum(self, lines: int) -> list[Strip]:
        """Until the worker has sent that of the chosen sample, the sum of the one before; beside
        it the picture that the sample is, if it is one."""
        picture = self._picture(lines)
        width = self.columns.width
        if picture:
            width -= 1 + picture[0].cell_length
        strips = self._sum_text(lines, width)
        if not picture:
            return strips
        blank = Strip.blank(picture[0].cell_length, self.looks.sum)
        picture += [blank] * (lines - len(picture))
        edge = Strip.blank(1, self.looks.sum)
        return [Strip.join([edge, *both]) for both in zip(picture, strips, strict=True)]

    def _picture(self, lines: int) -> list[Strip]:
        shape, examples = self.snapshot.configuration.data.picture, self.snapshot.examples
        assert examples is not None
        if shape is None or self.sample is None or self.sample >= len(examples.points):
            return []
        times = enlargement(shape, self.columns.width // WIDEST_PICTURE, lines)
        if times == 0:
            return []
        pixels = sample_pixels(examples.points, self.sample, shape)
        looks = self.looks
        return grey_strips(
            pixels, times, looks.greys, is_plain=looks.is_plain, ascii_only=looks.ascii_only
        )

    def _sum_text(self, lines: int, width: int) -> list[Strip]:
        texts = [HINT]
        if self.sample is not None:
            is_longer = self.looks.ascii_only and self.columns.kind == "classes"
            room = width - 1 - (LONGER_AS_TYPED if is_longer else 0)
            texts = unit_lines(self.snapshot, self.place, room, lines)
        if self.looks.ascii_only:
            texts = [as_typed(text) for text in texts]
        texts += [""] * (lines - len(texts))
        return [text_strip((f" {text}".ljust(width), self.looks.sum)) for text in texts[:lines]]


def lines_for_sum(
    sizes: Sequence[int], place: Place, width: int, height: int, picture: Shape | None = None
) -> int:
    """Lines for the longest sum that this unit can have, so that nothing jumps while its numbers
    change, and for a sample's picture beside it; fewer where the pane is low."""
    if picture is not None:
        room = max(
            min(height - 1 - FEWEST_BESIDE, TIGHT_LINES),
            min(height - 1 - FEWEST_ROWS, PICTURE_LINES),
        )
        times = enlargement(picture, width // WIDEST_PICTURE, room)
        columns, lines = size_of(picture, times)
        return max(lines_for_sum(sizes, place, width - columns - 1, height), lines)
    layer, _ = place
    terms = sizes[layer - 1] + 1 if layer else 0
    needed = -(-(terms + TITLE_TERMS) // max((width - 2) // LONGEST_TERM, 1)) + 1
    if layer == len(sizes) - 1:
        needed += 1 if width >= COMFORTABLE else 2
    room = max(height // 2, min(height - 1 - FEWEST_ROWS, TIGHT_LINES))
    return max(min(needed, room, MOST_LINES), 0)
