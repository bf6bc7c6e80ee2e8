"""The confusion matrix: what it counts, how it fits, and how one gets to the samples of a cell."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import numpy as np
import pytest
from application import Application, key_event, running
from random_steps import throw
from rich.style import Style
from several_outputs import of_classes, of_targets
from textual.color import Color

from engine.arrays import Indices
from engine.data.table import Table
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.session.commands import Restart
from microtui.session.snapshot import Confusion, Snapshot
from microtui.widgets.drawing.colors.contrast import LEAST, contrast
from microtui.widgets.drawing.colors.palette import LEVELS, palette_for
from microtui.widgets.panes.confusion_matrix import ConfusionMatrix
from microtui.widgets.panes.example_table import ExampleTable
from microtui.widgets.samples.confusion_drawing import (
    ConfusionDrawing,
    ConfusionLooks,
    cell_style,
    level_of,
)
from microtui.widgets.samples.confusion_layout import layout_confusion

CLASSES: dict[str, Any] = {
    "table": of_classes(4, samples=80),
    "loss": "cross-entropy",
    "hidden": (5,),
    "batch_size": 10,
    "learning_rate": 0.05,
    "train_share": 0.7,
}
TWO: dict[str, Any] = {"dataset": "moons", "samples": 60, "hidden": (3,), "batch_size": 10}
BACKGROUND = Color.parse("#121212")
COUNTS = np.array([[50, 0, 3], [0, 7, 1], [0, 0, 0]])
FLOWERS = ("setosa", "versicolor", "virginica")


def matrix(app: Application) -> ConfusionMatrix:
    return app.main.query_one(ConfusionMatrix)


def table(app: Application) -> ExampleTable:
    return app.main.query_one(ExampleTable)


def confusion_of(snapshot: Snapshot) -> Confusion:
    assert snapshot.confusion is not None
    return snapshot.confusion


def counted(app: Application, is_train: bool, cell: tuple[int, int]) -> list[int]:
    """The numbers of the samples in a cell, from the targets and what the model says."""
    training = Training(app.snapshot.configuration)
    training.model.parameters = app.snapshot.parameters
    data = training.data
    scores = training.model.predict(data.inputs)
    truth = data.targets.argmax(axis=1) if data.targets.ndim > 1 else data.targets > 0.0
    said = scores.argmax(axis=0) if scores.ndim > 1 else scores > 0.0
    numbers = np.flatnonzero((truth == cell[0]) & (said == cell[1]))
    is_of_train = numbers < data.train_count
    listed: list[int] = numbers[is_of_train if is_train else ~is_of_train].tolist()
    return listed


def rows_of(app: Application) -> list[list[str]]:
    """The words of each line of the pane."""
    region = matrix(app).content_region
    lines = app.text.split("\n")[region.y : region.bottom]
    return [line[region.x : region.right].split() for line in lines]


async def filled_cell(app: Application) -> tuple[int, int]:
    """Some cell off the diagonal with samples in it, or any where there is none."""
    counts = confusion_of(app.snapshot).train.copy()
    np.fill_diagonal(counts, 0)
    row, column = np.unravel_index(counts.argmax(), counts.shape)
    return int(row), int(column)


async def go_to(app: Application, cell: tuple[int, int]) -> None:
    keys = [*["up"] * 9, *["left"] * 9, *["down"] * cell[0], *["right"] * cell[1]]
    await app.press(*keys)
    assert matrix(app).cursor == cell


# -- what it counts -------------------------------------------------------------------------------


@pytest.mark.parametrize("settings", [CLASSES, TWO], ids=["four classes", "two"])
async def test_a_row_is_a_true_class_a_column_what_the_network_says_and_shares_stand_at_the_end(
    settings: dict[str, Any],
) -> None:
    async with running(size=(120, 40), trained=1, **settings) as app:
        counts = confusion_of(await app.press("0")).train
        names = ["a", "b", "c", "d"] if len(counts) == 4 else ["class -1", "class 1"]
        lines = [" ".join(words) for words in rows_of(app)]
        assert "taken for" in lines[0]
        assert lines[1] == " ".join(["true", *names, "right"])
        for row, name in enumerate(names):
            cells = [len(counted(app, True, (row, column))) for column in range(len(names))]
            assert counts[row].tolist() == cells
            shown = [str(count or "·") for count in cells]
            share = f"{cells[row] / sum(cells):.0%}"
            assert " ".join([name, *shown, share]) in lines
        totals = [str(total) for total in counts.sum(axis=0)]
        overall = f"{np.trace(counts) / counts.sum():.0%}"
        assert any(line.split()[-len(names) - 1 :] == [*totals, overall] for line in lines)


async def test_the_test_set_is_counted_on_request() -> None:
    async with running(size=(120, 40), trained=1, **CLASSES) as app:
        confusion = confusion_of(await app.press("0"))
        assert "Confusion, training set" in app.text
        assert confusion.test is not None
        assert int(confusion.train.sum() + confusion.test.sum()) == 80
        await app.press("e")
        assert "Confusion, test set" in app.text
        for name, counts in zip("abcd", confusion.test.tolist(), strict=True):
            shown = [str(count or "·") for count in counts]
            assert any(words[:5] == [name, *shown] for words in rows_of(app))


async def test_where_there_is_no_test_set_it_says_so_and_goes_on_counting() -> None:
    settings = {**CLASSES, "train_share": 1.0}
    async with running(size=(120, 40), notifications=True, **settings) as app:
        await app.press("0", "e")
        await app.until_shown("There is no test set")
        assert "Confusion, training set" in app.text
        assert not matrix(app).of_test


@pytest.mark.parametrize("table_of", [None, of_targets(2)], ids=["one target", "two"])
async def test_numbers_are_in_no_class_and_one_sentence_says_so(table_of: Table | None) -> None:
    settings: dict[str, Any] = {"dataset": "plane", "table": table_of, "loss": "mse"}
    async with running(size=(80, 24), hidden=(2,), batch_size=5, **settings) as app:
        snapshot = await app.press("0", "down", "enter", "e")
        assert snapshot.confusion is None
        assert "the targets are numbers" in app.pane("#confusion")
        assert table(app).cell is None


async def test_where_a_score_is_no_number_one_sentence_says_so() -> None:
    settings = {**TWO, "learning_rate": 1e308, "activation": "linear", "loss": "mse"}
    async with running(size=(80, 24), **settings) as app:
        # Whether the first sum that is too large is no number, or infinite, the processor decides;
        # behind one more update it is no number anyway.
        snapshot = await app.press("0", *"ssssss")
        assert snapshot.divergence
        assert snapshot.accuracy is None
        assert snapshot.confusion is None
        assert "A score is not a number" in app.pane("#confusion")


async def test_nothing_is_counted_while_nobody_sees_it() -> None:
    async with running(size=(80, 24), **CLASSES) as app:
        assert (await app.press("b")).confusion is None
        assert (await app.press("0")).confusion is not None
        assert (await app.press("1", "f")).confusion is None


# -- going through it -----------------------------------------------------------------------------


async def test_enter_lists_the_samples_of_a_cell_and_escape_all_again() -> None:
    async with running(size=(120, 40), trained=1, **CLASSES) as app:
        await app.press("0")
        cell = await filled_cell(app)
        await go_to(app, cell)
        names, numbers = "abcd", counted(app, True, cell)
        told = f"true {names[cell[0]]}, taken for {names[cell[1]]}: {len(numbers)}"
        assert numbers
        assert told in app.text
        await app.press("enter")
        await app.until(lambda snapshot: f"Examples: {told}" in app.text)
        examples = app.snapshot.examples
        assert examples is not None
        assert sorted(examples.order.tolist()) == numbers
        assert app.main.focused is table(app)
        await app.press("down", "escape")
        assert table(app).cell == cell
        assert table(app).sample is None
        await app.press("escape")
        await app.until_shown("Examples, loss of each")
        assert app.snapshot.examples is not None
        assert len(app.snapshot.examples.order) == 56


async def test_of_the_test_set_only_its_samples_are_listed() -> None:
    async with running(size=(120, 40), trained=20, **CLASSES) as app:
        await app.press("0", "e", "enter")
        await app.until_shown("Examples: true a, taken for it")
        examples = app.snapshot.examples
        assert examples is not None
        numbers = counted(app, False, (0, 0))
        assert numbers
        assert sorted(examples.order.tolist()) == numbers
        await app.press("e")
        examples = app.snapshot.examples
        assert examples is not None
        assert sorted(examples.order.tolist()) == counted(app, True, (0, 0))


async def test_a_click_on_a_cell_lists_its_samples() -> None:
    async with running(size=(120, 40), trained=1, **CLASSES) as app:
        counts = confusion_of(await app.press("0")).train
        layout = matrix(app)._layout(app.snapshot, counts)
        x = layout.name_width + layout.column_width + layout.column_width // 2
        y = layout.headings + 2 * layout.row_height
        await app.pilot.click(ConfusionMatrix, offset=(x + 1, y + 1))
        await app.press()
        assert matrix(app).cursor == table(app).cell == (2, 1)
        await app.until_shown("Examples: true c, taken for b")


async def test_a_cell_without_samples_lists_none_and_keys_find_nothing_to_choose() -> None:
    async with running(size=(120, 40), trained=40, **CLASSES) as app:
        counts = confusion_of(await app.press("0")).train
        row, column = (int(number[0]) for number in np.nonzero(counts == 0))
        await go_to(app, (row, column))
        await app.press("enter", "down", "end")
        await app.until_shown(": 0")
        assert "none training samples" in app.text or "none train" in app.text
        assert table(app).sample is None


async def test_keys_behind_the_one_of_the_pane_act_as_soon_as_there_are_counts() -> None:
    async with running(size=(120, 40), trained=1, **CLASSES) as app:
        await throw(app, *map(key_event, ["0", "down", "right", "right", "enter"]))
        await app.until(lambda snapshot: table(app).cell == (1, 2))


async def test_other_samples_are_listed_whole() -> None:
    async with running(size=(120, 40), trained=1, **CLASSES) as app:
        await app.press("0")
        await go_to(app, (3, 3))
        await app.press("enter")
        await app.until_shown("Examples: true d, taken for it")
        app.main.carry_out(Restart(lambda old: Configuration()))
        await app.until(lambda snapshot: snapshot.configuration.table is None)
        await app.until_shown("Examples, loss of each")
        assert table(app).cell is None


# -- how it fits ----------------------------------------------------------------------------------


def looks(**kinds: bool) -> ConfusionLooks:
    return ConfusionLooks(
        palette_for(BACKGROUND, True),
        heading=Style(),
        chosen=Style(reverse=True),
        nothing=Style(dim=True),
        is_plain=kinds.get("is_plain", False),
        ascii_only=kinds.get("ascii_only", False),
    )


def drawn(
    counts: Indices, names: tuple[str, ...], size: tuple[int, int], **kinds: bool
) -> list[str]:
    longest = max(map(len, names))
    layout = layout_confusion(len(names), longest, int(counts.max()), (0, 0), size)
    strips = ConfusionDrawing(counts, names, layout, None, looks(**kinds)).strips()
    return [strip.text for strip in strips]


@pytest.mark.parametrize("classes", [2, 3, 7, 10])
def test_it_stays_in_its_pane_and_shows_the_cell_of_the_cursor(classes: int) -> None:
    names = tuple(f"class number {i}" for i in range(classes))
    counts = np.full((classes, classes), 1234)
    sizes = list(product((1, 12, 31, 45, 58, 76, 118), (1, 2, 5, 8, 13, 40)))
    cursors = ((0, 0), (classes - 1, classes - 1), (0, classes - 1))
    for size, cursor in product(sizes, cursors):
        layout = layout_confusion(classes, 14, 1234, cursor, size)
        assert cursor[0] in layout.rows
        assert cursor[1] in layout.columns
        assert len(layout.rows) == min(classes, max(size[1] - layout.headings, 1))
        strips = ConfusionDrawing(counts, names, layout, cursor, looks()).strips()
        if size[0] >= 12:
            assert max(strip.cell_length for strip in strips) <= size[0]
        assert len(strips) <= max(size[1], 1)


def test_ten_classes_of_digits_have_room_in_half_of_80_columns_with_all_shares() -> None:
    counts = np.full((10, 10), 7) + 170 * np.eye(10, dtype=np.intp)
    lines = drawn(counts, tuple("0123456789"), (45, 12))
    assert lines[1].split() == [*"0123456789", "%"]
    assert lines[2].split() == ["0", "177", *["7"] * 9, "74"]


def test_each_place_of_a_cell_is_found_again() -> None:
    for classes, size in ((2, (76, 30)), (3, (45, 9)), (10, (45, 9)), (10, (118, 40))):
        layout = layout_confusion(classes, 9, 99, (0, 0), size)
        for row, column in product(layout.rows, layout.columns):
            x = layout.name_width + (column - layout.columns.start + 1) * layout.column_width - 1
            y = layout.headings + (row - layout.rows.start + 1) * layout.row_height - 1
            assert layout.cell_at(x, y) == (row, column)
        assert layout.cell_at(layout.name_width - 1, layout.headings) is None


def test_a_class_without_samples_has_no_share() -> None:
    lines = drawn(COUNTS, FLOWERS, (60, 9))
    assert next(line for line in lines if "virginica  " in line and "·" in line).split()[-1] == "–"


# -- what it looks like ---------------------------------------------------------------------------


def test_the_hue_says_what_is_right_and_the_strength_how_much_of_the_row_it_is() -> None:
    middle = LEVELS // 2
    shares = np.linspace(0.0, 1.0, 11).tolist()
    rights = [level_of(share, is_right=True) for share in shares]
    wrongs = [level_of(share, is_right=False) for share in shares]
    assert rights == sorted(rights)
    assert wrongs == sorted(wrongs, reverse=True)
    assert (min(rights), max(rights)) == (middle, LEVELS - 1)
    assert (max(wrongs), min(wrongs)) == (middle - 1, 0)


@pytest.mark.parametrize("dark", [True, False])
def test_a_count_can_be_read_in_every_cell(dark: bool) -> None:
    palette = palette_for(Color.parse("#121212" if dark else "#efefef"), dark)
    for level in range(LEVELS):
        style = cell_style(palette, level, True)
        assert style.color is not None
        assert style.bgcolor is not None
        ink, ground = (Color.from_rich_color(each) for each in (style.color, style.bgcolor))
        assert contrast(ink, ground) >= LEAST


def test_without_colours_brackets_say_what_is_right_and_shades_how_much_of_the_row_it_is() -> None:
    lines = drawn(COUNTS, FLOWERS, (60, 9), is_plain=True)
    assert re.search(r"▓+\[50\]▓+ +· +░+ +3 +░*", lines[2])
    ascii_lines = drawn(COUNTS, FLOWERS, (60, 9), is_plain=True, ascii_only=True)
    assert re.search(r"#+\[50\]#+ +- +\.+ +3", ascii_lines[2])
    assert "".join(line for line in ascii_lines[1:5]).replace("–", "").replace("…", "").isascii()
