"""Own data of any number of labels or targets, as the network is given them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.data.table import scaled_table

RAW = np.array([[1.0, 10.0], [2.0, 30.0], [3.0, 20.0], [6.0, 40.0]])


def test_two_labels_are_minus_one_and_one_in_their_order() -> None:
    table = scaled_table("d", ("a", "b"), RAW, ["yes", "no", "no", "yes"])
    assert table.labels == ("no", "yes")
    assert table.targets.tolist() == [1.0, -1.0, -1.0, 1.0]
    assert table.dataset.outputs == 1
    assert table.dataset.classes == ("no", "yes")


def test_three_labels_have_a_column_each_numbers_by_size() -> None:
    table = scaled_table("d", ("a", "b"), RAW, ["10", "9", "word", "9"])
    assert table.labels == ("9", "10", "word")
    assert table.targets.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 1], [1, 0, 0]]
    assert table.dataset.outputs == 3
    assert table.dataset.target_names == ()


def test_each_of_several_targets_goes_from_minus_one_to_one() -> None:
    targets = np.array([[0.0, 100.0], [1.0, 300.0], [4.0, 200.0], [2.0, 500.0]])
    table = scaled_table("d", ("a", "b"), RAW, targets, target_names=("u", "v"))
    assert table.targets.min(axis=0).tolist() == [-1.0, -1.0]
    assert table.targets.max(axis=0).tolist() == [1.0, 1.0]
    np.testing.assert_allclose(table.targets * table.target_scales + table.target_offsets, targets)
    assert (table.dataset.outputs, table.dataset.target_names) == (2, ("u", "v"))


def test_one_target_has_one_dimension() -> None:
    table = scaled_table("d", ("a", "b"), RAW, np.array([1.0, 2.0, 3.0, 5.0]))
    assert table.targets.shape == (4,)
    assert (table.target_offsets.tolist(), table.target_scales.tolist()) == ([3.0], [2.0])


@pytest.mark.parametrize("scale", [True, False])
def test_of_one_column_alone_the_plane_is_as_high_as_targets_go(scale: bool) -> None:
    table = scaled_table("d", ("a",), RAW[:, :1], ["x", "y", "x", "y"], scale=scale)
    low, high, bottom, top = table.dataset.bounds
    assert low < table.points.min() < table.points.max() < high
    assert (bottom, top) == (-1.1, 1.1)


def test_tables_are_equal_whatever_was_asked_but_not_with_other_targets() -> None:
    table = scaled_table("d", ("a", "b"), RAW, ["x", "y", "x", "y"], target_names=("kind",))
    assert replace(table, asked=(("target", "kind"),)) == table
    assert replace(table, target_names=("other",)) != table
    assert replace(table, targets=-table.targets) != table
