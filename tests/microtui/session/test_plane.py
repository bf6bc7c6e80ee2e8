"""The plane that a map shows: held against what is known of it by other means."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import pytest

from engine.arrays import Array
from engine.data.datasets import Dataset
from engine.data.table import Table, scaled_table
from engine.run.configuration import Configuration
from engine.run.suggestions import configured
from engine.training import Training
from microtui.session.plane import map_points, plane_of

NAMES = ("a", "b", "c", "d")


class PictureTable(Table):
    """A table whose columns are the pixels of a picture of one row."""

    @cached_property
    def dataset(self) -> Dataset:
        return replace(super().dataset, picture=(1, len(self.column_names)))


def points(count: int, columns: int) -> Array:
    """Much wider along some directions than along others, none of them a column."""
    random = np.random.default_rng(5)
    mixed, _ = np.linalg.qr(random.normal(size=(columns, columns)))
    spread = 2.0 ** -np.arange(columns)
    result: Array = random.normal(size=(count, columns)) * spread @ mixed.T + 3.0
    return result


def training_on(table: Table, **settings: Any) -> Training:
    return Training(configured({"table": table, "hidden": (3,), "batch_size": None, **settings}))


def table_of(raw: Array, *, is_picture: bool = False) -> Table:
    labels = ["no" if number % 2 else "yes" for number in range(len(raw))]
    table = scaled_table("t", NAMES[: raw.shape[1]], raw, labels, scale=False)
    fields = {name: getattr(table, name) for name in table.__dataclass_fields__}
    return PictureTable(**fields) if is_picture else table


def test_along_two_columns_the_others_stand_at_their_means() -> None:
    training = training_on(table_of(points(30, 4)))
    data = training.data.points
    plane = plane_of(training, (2, 1))
    assert (plane.x_name, plane.y_name, plane.share) == ("c", "b", None)
    assert np.array_equal(plane.x, data[:, 2])
    assert plane.y is not None
    assert np.array_equal(plane.y, data[:, 1])
    shown = plane.points(5, 3)
    x_min, x_max, y_min, y_max = plane.bounds
    assert shown[0, 2] == pytest.approx(x_min + (x_max - x_min) / 10)
    assert shown[0, 1] == pytest.approx(y_max - (y_max - y_min) / 6)
    assert shown[-1, 1] == pytest.approx(y_min + (y_max - y_min) / 6)
    assert (shown[:, [0, 3]] == data.mean(axis=0)[[0, 3]]).all()
    assert x_min < data[:, 2].min()
    assert y_max > data[:, 1].max()


def test_axes_that_the_data_do_not_have_are_the_first_two() -> None:
    training = training_on(table_of(points(30, 3)))
    for axes in (None, (0, 3), (1, 1)):
        plane = plane_of(training, axes)
        assert (plane.x_name, plane.y_name) == ("a", "b")
        assert plane.bounds == training.configuration.data.bounds


def test_principal_axes_are_the_directions_of_most_variance_in_the_training_set() -> None:
    training = training_on(table_of(points(40, 4)), train_share=0.5)
    plane = plane_of(training, "principal")
    data, count = training.data.points, training.data.train_count
    centred = data[:count] - data[:count].mean(axis=0)
    _, lengths, directions = np.linalg.svd(centred)
    for direction, expected in zip((plane.across, plane.up), directions[:2], strict=True):
        assert abs(float(direction @ expected)) == pytest.approx(1.0)
        assert direction[np.abs(direction).argmax()] > 0.0
    assert plane.share == pytest.approx((lengths[:2] ** 2).sum() / (lengths**2).sum())
    assert np.allclose(plane.origin, data[:count].mean(axis=0))
    assert (plane.x_name, plane.y_name) == ("PC 1", "PC 2")
    assert plane.y is not None
    for sample in (0, count):
        shadow = plane.origin + plane.x[sample] * plane.across + plane.y[sample] * plane.up
        beside = data[sample] - shadow
        assert abs(float(beside @ plane.across)) < 1e-12
        assert abs(float(beside @ plane.up)) < 1e-12
    x_min, x_max, y_min, y_max = plane.bounds
    assert x_min < plane.x.min()
    assert plane.x.max() < x_max
    assert y_min < plane.y.min()
    assert plane.y.max() < y_max


def test_the_points_of_the_map_lie_where_their_cells_are() -> None:
    training = training_on(table_of(points(40, 4)))
    plane = plane_of(training, "principal")
    shown = map_points(training, 4, 2, "principal")
    x_min, x_max, y_min, y_max = plane.bounds
    x = (shown - plane.origin) @ plane.across
    y = (shown - plane.origin) @ plane.up
    assert np.allclose(x[:4], x_min + (np.arange(4) + 0.5) * (x_max - x_min) / 4)
    assert np.allclose(y[[0, 4]], [y_max - (y_max - y_min) / 4, y_min + (y_max - y_min) / 4])
    assert np.allclose(shown, plane.origin + np.outer(x, plane.across) + np.outer(y, plane.up))


def test_principal_axes_are_computed_once_for_a_run() -> None:
    training = training_on(table_of(points(30, 4)))
    assert plane_of(training, "principal") is plane_of(training, "principal")


def test_pictures_are_shown_along_principal_axes_until_somebody_wants_two_pixels() -> None:
    training = training_on(table_of(points(30, 4), is_picture=True))
    assert plane_of(training).share is not None
    assert plane_of(training, (3, 7)).share is not None
    assert plane_of(training, (3, 0)).x_name == "d"
    assert plane_of(training_on(table_of(points(30, 4)))).share is None


def test_two_columns_have_no_other_plane() -> None:
    training = Training(Configuration())
    plane = plane_of(training, "principal")
    assert plane.share is None
    assert plane.bounds == training.configuration.data.bounds


@pytest.mark.parametrize("raw", [points(4, 3), np.ones((4, 3)), points(4, 4) * 1e-9])
def test_few_samples_and_equal_ones_have_principal_axes_too(raw: Array) -> None:
    plane = plane_of(training_on(table_of(raw), train_share=0.25), "principal")
    assert plane.share is not None
    assert 0.0 <= plane.share <= 1.0 + 1e-12
    assert np.isfinite(plane.points(3, 2)).all()
    assert float(plane.across @ plane.across) == pytest.approx(1.0)
    assert float(plane.across @ plane.up) == pytest.approx(0.0, abs=1e-12)


def test_one_column_alone_makes_a_line_that_is_the_same_all_the_way_up() -> None:
    training = training_on(table_of(points(10, 1)))
    for axes in (None, (0, 1), "principal"):
        plane = plane_of(training, axes)
        assert plane.x_name == "a"
        assert plane.y is None
        shown = plane.points(12, 4).reshape(4, 12)
        assert (shown == shown[0]).all()
        assert np.array_equal(plane.x, training.data.points[:, 0])
        assert shown[0, 0] < plane.x.min() < plane.x.max() < shown[0, -1]
