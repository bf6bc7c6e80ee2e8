"""The map of more than two classes, of several targets, of many columns and of one."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import pytest
from application import Application, running
from textual.theme import BUILTIN_THEMES

from engine.arrays import Array, Indices
from engine.data.datasets import Dataset
from engine.data.table import Table, scaled_table
from engine.run.suggestions import configured
from microtui.session.snapshot import MapSamples
from microtui.widgets.drawing.colors.class_palette import CLASS_LEVELS, class_palette_of
from microtui.widgets.drawing.field_strips import Mark, field_strips
from microtui.widgets.drawing.sample_marks import (
    SampleLook,
    chosen_marks,
    sample_look,
    sample_marks,
)
from microtui.widgets.map.class_field import UNDEFINED_CLASS, class_levels, plain_class_strips
from microtui.widgets.panes.decision_map import DecisionMap

THEME = BUILTIN_THEMES["textual-dark"]
IRIS = ("setosa", "versicolor", "virginica")
RANDOM = np.random.default_rng(2)


class PictureTable(Table):
    @cached_property
    def dataset(self) -> Dataset:
        return replace(super().dataset, picture=(1, len(self.column_names)))


def three_classes(columns: int = 2, names: tuple[str, ...] = IRIS) -> Table:
    """Far apart: samples of each on a straight line of its own."""
    labels = [names[number % len(names)] for number in range(10 * len(names))]
    steps = np.arange(len(labels))
    raw = np.column_stack([(steps % len(names)) * 10.0 + column for column in range(columns)])
    return scaled_table(
        "t", tuple(f"c{n}" for n in range(columns)), raw + RANDOM.random(raw.shape), labels
    )


def two_targets(columns: int = 2) -> Table:
    raw = RANDOM.normal(size=(30, columns))
    fitted = np.column_stack([raw[:, 0], -raw[:, 0]])
    names = tuple(f"c{n}" for n in range(columns))
    return scaled_table("t", names, raw, fitted, target_names=("height", "price"))


def settings_of(table: Table, **settings: Any) -> dict[str, Any]:
    given = {"table": table, "hidden": (4,), "batch_size": None, **settings}
    configuration = configured(given)
    return {name: getattr(configuration, name) for name in configuration.__dataclass_fields__}


def look_of(table: Table, *, ascii_only: bool = False) -> SampleLook:
    return sample_look(table.dataset, THEME, ascii_only=ascii_only)


# -- the field ------------------------------------------------------------------------------------


def test_levels_go_from_what_all_classes_share_to_what_is_certain() -> None:
    winners = np.array([[0, 1, 2, 2]])
    chances = np.array([[1.0 / 3.0, 1.0, 2.0 / 3.0, np.nan]])
    [levels] = class_levels(winners, chances, 3).tolist()
    middle = 2 * CLASS_LEVELS + round(0.5 * (CLASS_LEVELS - 1))
    assert levels == [0, 2 * CLASS_LEVELS - 1, middle, UNDEFINED_CLASS]
    [pure] = class_levels(winners, chances, 3, discretize=True).tolist()
    assert pure == [CLASS_LEVELS - 1, 2 * CLASS_LEVELS - 1, 3 * CLASS_LEVELS - 1, UNDEFINED_CLASS]


def test_each_level_is_drawn_in_its_own_colour_and_neighbours_that_look_alike_at_once() -> None:
    palette = class_palette_of(THEME)
    last = len(palette.levels) - 1
    upper = [0, 0, last, UNDEFINED_CLASS]
    levels = np.array([upper, [0, 0, CLASS_LEVELS, UNDEFINED_CLASS]])
    [strip] = field_strips(levels, palette, {})
    (first, second, third) = strip
    assert (first.text, second.text, third.text) == ("  ", "▀", " ")
    assert first.style is not None
    assert second.style is not None
    assert third.style is not None
    assert first.style.bgcolor == palette.levels[0].rich_color
    assert second.style.color == palette.levels[last].rich_color
    assert second.style.bgcolor == palette.levels[CLASS_LEVELS].rich_color
    assert third.style.bgcolor == palette.undefined.rich_color


def plainly(winners: Indices, chances: Array, signs: tuple[str, ...], **marks: Mark) -> list[str]:
    """Lines of two rows each, as they stand without colours."""
    levels = class_levels(np.repeat(winners, 2, 0), np.repeat(chances, 2, 0), len(signs))
    places = {(0, int(column[1:])): mark for column, mark in marks.items()}
    return [strip.text for strip in plain_class_strips(levels, signs, places)]


def test_without_colours_the_field_is_made_of_signs_the_denser_the_surer() -> None:
    winners = np.array([[0] * 8 + [1] * 8 + [2] * 4])
    chances = np.array([[1.0] * 8 + [0.7] * 8 + [0.34] * 4])
    assert plainly(winners, chances, ("S", "V", "I")) == ["s s s s v   v       "]
    assert plainly(winners, chances, ("1", "2", "3")) == ["1 1 1 1 2   2       "]
    assert plainly(winners, np.full((1, 20), np.nan), ("S", "V", "I")) == ["?" * 20]


def test_without_colours_marks_stand_out_by_their_weight() -> None:
    levels = class_levels(np.zeros((2, 4), dtype=np.intp), np.ones((2, 4)), 3)
    look = look_of(three_classes())
    marks = {(0, 0): look.of_class(1, is_train=True), (0, 3): look.of_class(2, is_train=False)}
    [strip] = plain_class_strips(levels, look.class_signs, marks)
    assert strip.text == "V sI"
    field, mark, test = (segment.style for segment in (list(strip)[1], *list(strip)[::2]))
    assert field is not None
    assert field.dim
    assert mark is not None
    assert mark.bold
    assert not mark.underline
    assert test is not None
    assert test.bold
    assert test.underline


# -- the samples ----------------------------------------------------------------------------------


def marks_of(
    x: list[float], classes: list[int], train: list[bool] | None = None, **kinds: Any
) -> dict[tuple[int, int], str]:
    """A map of ten columns and one line, 0 to 10; test samples have an underscore behind them."""
    is_train = np.array([True] * len(x) if train is None else train, dtype=bool)
    samples = MapSamples(np.array(x), np.zeros(len(x)), np.array(classes, dtype=float), is_train)
    look = look_of(three_classes(), ascii_only=kinds.get("ascii_only", False))
    marks = sample_marks(
        samples, (0.0, 10.0, -1.0, 1.0), 10, 1, look, show_test=kinds.get("show_test", False)
    )
    if "chosen" in kinds:
        bounds = (0.0, 10.0, -1.0, 1.0)
        marks |= chosen_marks(samples, kinds["chosen"], bounds, 10, 1, look)
    return {place: mark.character + "_" * mark.underline for place, mark in sorted(marks.items())}


def test_a_sample_has_the_sign_of_its_class() -> None:
    assert marks_of([0.5, 3.5, 9.5], [0, 1, 2]) == {(0, 0): "S", (0, 3): "V", (0, 9): "I"}
    assert marks_of([-0.5, 10.5], [0, 1]) == {}
    assert marks_of([], []) == {}


def test_a_test_sample_is_underlined_where_it_is_shown() -> None:
    x, classes, train = [0.5, 3.5, 3.5, 6.5], [0, 1, 1, 2], [True, False, True, False]
    assert marks_of(x, classes, train) == {(0, 0): "S", (0, 3): "V"}
    assert marks_of(x, classes, train, show_test=True) == {(0, 0): "S", (0, 3): "V", (0, 6): "I_"}
    crowded = marks_of([5.5] * 3, [0, 1, 1], [True, False, False], show_test=True)
    assert crowded == {(0, 5): "V_"}


def test_a_crowded_cell_shows_what_most_of_its_samples_are() -> None:
    assert marks_of([5.5] * 3, [0, 1, 1]) == {(0, 5): "V"}
    assert marks_of([5.5] * 4, [0, 0, 1, 1]) == {(0, 5): "◪"}
    assert marks_of([5.5] * 3, [0, 1, 2]) == {(0, 5): "◪"}
    assert marks_of([5.5] * 4, [2, 1, 2, 0], ascii_only=True) == {(0, 5): "#"}


def test_the_chosen_sample_stands_in_brackets_above_all_others() -> None:
    line = marks_of([5.5, 5.5, 5.5, 4.5], [0, 1, 1, 2], chosen=0)
    assert line == {(0, 4): "[", (0, 5): "S", (0, 6): "]"}
    test = marks_of([5.5], [2], [False], chosen=0)
    assert test[0, 5] == "I_"


def test_of_two_classes_the_shapes_are_as_ever() -> None:
    table = three_classes(names=("no", "yes"))
    look = look_of(table)
    assert [look.of_class(number, is_train=True).character for number in (0, 1)] == ["×", "●"]
    assert [look.of_class(number, is_train=False).character for number in (0, 1)] == ["+", "○"]
    assert look.of_target(0.3, is_train=True) == look.of_class(1, is_train=True)


# -- on the screen --------------------------------------------------------------------------------


def map_of(app: Application) -> DecisionMap:
    return app.main.query_one(DecisionMap)


def subtitle(app: Application) -> str:
    return str(map_of(app).border_subtitle)


def backgrounds(app: Application) -> set[object]:
    return {
        style.bgcolor for strip in map_of(app)._strips for _, style, _ in strip if style is not None
    }


async def test_every_class_is_a_hue_and_every_sample_a_letter() -> None:
    async with running(size=(80, 24), trained=40, **settings_of(three_classes())) as app:
        assert {"S", "V", "I"} <= set(app.pane("#map"))
        assert not {"●", "×"} & set(app.pane("#map"))
        fills = {fill.rich_color for fill in class_palette_of(THEME).fills[:3]}
        await app.press("2", "i")
        assert fills <= backgrounds(app) <= {*fills}
        await app.press("i")
        assert len(backgrounds(app)) > 3
        # There are no other axes, and no other target.
        await app.press("P", "[", "]", "g")
        assert subtitle(app) == ""


async def test_the_twin_stands_beside_it_with_classes_of_its_own() -> None:
    async with running(trained=5, **settings_of(three_classes())) as app:
        await app.press("t", "s", "s")
        await app.until(lambda snapshot: snapshot.twin and snapshot.twin.field)
        await app.press("2")
        halves = [
            re.split("│", strip.text, maxsplit=1)
            for strip in map_of(app)._strips
            if "S" in strip.text
        ]
        assert all("S" in left and "S" in right for left, right in halves)
        assert subtitle(app).startswith("this run │ its twin")


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_without_colours_letters_say_what_the_network_says(
    ascii_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not ascii_only:
        monkeypatch.setenv("NO_COLOR", "1")
    settings = settings_of(three_classes())
    async with running(trained=40, ascii_only=ascii_only, **settings) as app:
        assert {"s", "v", "i", "S", "V", "I"} <= set(app.pane("#map"))
        assert not {"▀", "●"} & set(app.pane("#map"))


async def test_principal_axes_come_and_go_and_columns_are_chosen_from_there() -> None:
    async with running(trained=1, **settings_of(three_classes(columns=4))) as app:
        await app.press("2")
        assert subtitle(app) == "c0 →  c1 ↑  the others at their means"
        await app.press("P")
        assert re.fullmatch(r"PC 1 × PC 2 \(\d+ % of the variance\)", subtitle(app))
        await app.press("P")
        assert subtitle(app).startswith("c0 →  c1 ↑")
        await app.press("P", "]")
        assert subtitle(app).startswith("c0 →  c1 ↑")
        await app.press("]", "P", "P", "P")
        assert subtitle(app).startswith("PC 1 × PC 2")


async def test_where_the_border_is_short_it_says_less() -> None:
    async with running(size=(80, 24), trained=1, **settings_of(three_classes(columns=4))) as app:
        await app.press("2", "P")
        assert re.fullmatch(r"PC 1 × PC 2 \(\d+ %\)", subtitle(app))


async def test_pictures_open_along_principal_axes_and_what_was_chosen_ends_with_the_data() -> None:
    table = three_classes(columns=4)
    picture = PictureTable(**{name: getattr(table, name) for name in table.__dataclass_fields__})
    async with running(trained=1, **settings_of(picture)) as app:
        await app.press("2")
        assert subtitle(app).startswith("PC 1 × PC 2")
        await app.press("[")
        assert subtitle(app).startswith("c0 →  c1 ↑")
        await app.press("[", "d")
        await app.until(lambda snapshot: snapshot.configuration.table is None)
        assert map_of(app).axes is None


async def test_of_several_targets_one_after_the_other_is_shown_by_name() -> None:
    async with running(trained=30, **settings_of(two_targets(), loss="mse")) as app:
        await app.press("2")
        assert subtitle(app) == "height"
        first = app.snapshot.field
        await app.press("g")
        assert subtitle(app) == "price"
        second = app.snapshot.field
        assert first is not None
        assert second is not None
        # The one falls where the other rises.
        assert (first.levels * second.levels < 0.0).mean() > 0.8
        await app.press("t")
        await app.until(lambda snapshot: snapshot.twin and snapshot.twin.field)
        assert subtitle(app).startswith("price · this run │ its twin")
        await app.press("t", "g", "g", "g")
        assert subtitle(app) == "height"


async def test_a_target_is_named_before_the_axes_too() -> None:
    async with running(trained=1, **settings_of(two_targets(columns=3), loss="mse")) as app:
        await app.press("2", "g", "P")
        assert re.match(r"price · PC 1 × PC 2 \(\d+ %", subtitle(app))


@pytest.mark.parametrize(
    "table",
    [
        three_classes(columns=1),
        three_classes(columns=1, names=("no", "yes")),
        two_targets(columns=1),
    ],
    ids=["classes", "two classes", "targets"],
)
async def test_one_column_alone_is_drawn_whatever_keys_are_pressed(table: Table) -> None:
    async with running(size=(80, 24), trained=3, **settings_of(table)) as app:
        await app.press("2", "i", "e", "P", "g", "[", "]", "t", "s")
        assert app.snapshot.field is not None
        assert app.snapshot.field.is_line


async def test_over_one_column_a_line_says_how_high_the_output_is() -> None:
    raw = np.linspace(-1.0, 1.0, 40)[:, None]
    table = scaled_table("t", ("x",), raw, raw[:, 0], target_names=("y",))
    async with running(trained=60, **settings_of(table, loss="mse")) as app:
        await app.press("2")
        assert subtitle(app) == "x →  y ↑"
        lines = [strip.text for strip in map_of(app)._strips]
        heights = [
            [y for y, line in enumerate(lines) if line[column] == "━"]
            for column in range(len(lines[0]))
        ]
        assert all(len(each) <= 1 for each in heights)
        rising = [each[0] for each in heights if each]
        assert len(rising) > 10
        assert rising == sorted(rising, reverse=True)
        assert rising[0] - rising[-1] > len(lines) / 2


@pytest.mark.parametrize("size", [(60, 16), pytest.param((200, 60), marks=pytest.mark.thorough)])
async def test_ten_classes_are_drawn_at_any_size(size: tuple[int, int]) -> None:
    table = three_classes(names=tuple("0123456789"))
    async with running(size=size, trained=2, **settings_of(table)) as app:
        await app.press("2")
        assert set("0123456789") <= set(app.pane("#map"))
