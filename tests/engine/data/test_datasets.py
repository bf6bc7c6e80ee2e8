"""Datasets against the geometry of their sources."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.datasets import DATASETS, Dataset
from engine.data.features import features_of
from engine.data.split import split, train_count
from engine.randomness import generator

GENERATED = [dataset for dataset in DATASETS.values() if not dataset.fixed]
every_dataset = pytest.mark.parametrize("dataset", GENERATED, ids=lambda dataset: dataset.name)


@every_dataset
def test_the_same_seed_gives_the_same_samples_bit_for_bit(dataset: Dataset) -> None:
    (points, targets, _), again = (split(dataset, 50, 20.0, 0.5, 3) for _ in range(2))
    assert points.tobytes() == again[0].tobytes()
    assert targets.tobytes() == again[1].tobytes()
    assert points.tobytes() != split(dataset, 50, 20.0, 0.5, 4)[0].tobytes()


@every_dataset
@pytest.mark.parametrize("samples", [4, 51, 200])
def test_as_many_samples_as_asked_for_or_as_there_are_with_sane_targets(
    dataset: Dataset, samples: int
) -> None:
    points, targets = dataset.generate(samples, 0.0, generator(1, "data"))
    count = dataset.count or samples
    assert points.shape == (count, len(dataset.input_names))
    assert targets.shape == ((count, dataset.outputs) if dataset.outputs > 1 else (count,))
    if dataset.has_several_classes:
        assert set(targets.ravel().tolist()) == {0.0, 1.0}
        assert (targets.sum(axis=1) == 1.0).all()
    elif dataset.task == "classification":
        assert set(targets.tolist()) <= {-1.0, 1.0}
    else:
        assert np.abs(targets).max() <= 1.2


@every_dataset
def test_without_noise_nearly_all_samples_are_on_the_map(dataset: Dataset) -> None:
    points, _ = dataset.generate(200, 0.0, generator(1, "data"))
    x_min, x_max, y_min, y_max = dataset.bounds
    x, y = points[:, :2].T
    assert np.mean((x_min < x) & (x < x_max) & (y_min < y) & (y < y_max)) > 0.99


@pytest.mark.parametrize("name", ["moons", "circles", "gauss", "spiral"])
def test_classes_are_balanced(name: str) -> None:
    _, targets = DATASETS[name].generate(101, 0.0, generator(1, "data"))
    assert sorted([np.sum(targets < 0), np.sum(targets > 0)]) == [50, 51]


def test_moons_without_noise_lie_on_two_half_circles() -> None:
    points, targets = DATASETS["moons"].generate(100, 0.0, generator(1, "data"))
    upper, lower = points[targets < 0], points[targets > 0]
    np.testing.assert_allclose(np.hypot(*upper.T), 1.0)
    assert upper[:, 1].min() >= -1e-12
    np.testing.assert_allclose(np.hypot(lower[:, 0] - 1.0, lower[:, 1] - 0.5), 1.0)
    assert lower[:, 1].max() <= 0.5 + 1e-12


def test_the_noise_of_moons_is_a_standard_deviation_in_percent() -> None:
    clean, _ = DATASETS["moons"].generate(10_000, 0.0, generator(1, "data"))
    noisy, _ = DATASETS["moons"].generate(10_000, 25.0, generator(1, "data"))
    assert np.std(noisy - clean) == pytest.approx(0.25, rel=0.05)


def test_circles_are_told_by_their_distance_from_the_middle() -> None:
    points, targets = DATASETS["circles"].generate(500, 0.0, generator(1, "data"))
    radius = np.hypot(*points.T)
    assert radius[targets > 0].max() <= 2.5
    assert radius[targets < 0].min() >= 3.5
    assert radius.max() <= 5.0


def test_xor_is_the_sign_of_the_product() -> None:
    points, targets = DATASETS["xor"].generate(500, 0.0, generator(1, "data"))
    np.testing.assert_array_equal(targets, np.sign(points[:, 0] * points[:, 1]))
    assert np.abs(points).min() >= 0.3


@pytest.mark.parametrize(("noise", "variance"), [(0.0, 0.5), (50.0, 4.0), (25.0, 2.25)])
def test_gauss_spreads_from_a_variance_of_a_half_to_four(noise: float, variance: float) -> None:
    points, targets = DATASETS["gauss"].generate(10_000, noise, generator(1, "data"))
    cloud = points[targets > 0]
    np.testing.assert_allclose(cloud.mean(axis=0), [2.0, 2.0], atol=0.15)
    np.testing.assert_allclose(cloud.var(axis=0), variance, rtol=0.1)


def test_the_arms_of_the_spiral_are_opposite_each_other() -> None:
    points, targets = DATASETS["spiral"].generate(200, 0.0, generator(1, "data"))
    np.testing.assert_allclose(points[targets > 0], -points[targets < 0], atol=1e-12)
    assert np.hypot(*points.T).max() == pytest.approx(5.0, rel=0.02)


def test_the_three_arms_wind_as_in_cs231n() -> None:
    points, targets = DATASETS["three-spirals"].generate(300, 0.0, generator(1, "data"))
    assert targets.sum(axis=0).tolist() == [100.0, 100.0, 100.0]
    for arm, begun in enumerate((0.0, 4.0, 8.0)):
        x, y = points[targets[:, arm] == 1.0].T
        np.testing.assert_allclose(np.hypot(x, y), np.linspace(0.0, 1.0, 100), atol=1e-12)
        turned = np.unwrap(np.arctan2(x, y)[1:])
        np.testing.assert_allclose(turned - turned[0], np.linspace(0.0, 4.0, 100)[1:] - 4.0 / 99.0)
        assert np.cos(turned[0] - begun - 4.0 / 99.0) == pytest.approx(1.0)


def test_at_ten_percent_their_angle_is_as_noisy_as_in_cs231n() -> None:
    clean, _ = DATASETS["three-spirals"].generate(30_000, 0.0, generator(1, "data"))
    noisy, _ = DATASETS["three-spirals"].generate(30_000, 10.0, generator(1, "data"))
    (x, y), (u, v) = clean.T, noisy.T
    np.testing.assert_allclose(np.hypot(u, v), np.hypot(x, y), atol=1e-12)
    turned = np.arctan2(u * y - v * x, x * u + y * v)
    assert turned.mean() == pytest.approx(0.0, abs=0.01)
    assert turned.std() == pytest.approx(0.2, rel=0.05)


def test_the_plane_rises_along_the_diagonal() -> None:
    points, targets = DATASETS["plane"].generate(100, 0.0, generator(1, "data"))
    np.testing.assert_allclose(targets, points.sum(axis=1) / 10.0)


def test_multi_gauss_has_three_hills_and_three_valleys() -> None:
    points, targets = DATASETS["multi-gauss"].generate(10_000, 0.0, generator(1, "data"))
    for x, y, sign in [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1)]:
        near = np.hypot(points[:, 0] - x, points[:, 1] - y) < 0.2
        assert near.any()
        assert (sign * targets[near] > 0.85).all()
    assert targets[np.abs(points[:, 1]) < 0.1].max() == 0.0


def test_the_lectures_examples_are_all_trained_on() -> None:
    points, targets, trained = split(DATASETS["lecture"], 200, 50.0, 0.5, 1)
    assert points.tolist() == [
        *([2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0])
    ]
    assert targets.tolist() == [1.0, -1.0, -1.0, 1.0]
    assert trained == 4


@given(st.integers(4, 300), st.floats(0.1, 0.9))
def test_a_split_loses_nothing_and_leaves_neither_set_empty(samples: int, share: float) -> None:
    points, targets, trained = split(DATASETS["moons"], samples, 0.0, share, 1)
    generated, _ = DATASETS["moons"].generate(samples, 0.0, generator(1, "data"))
    assert sorted(points.tolist()) == sorted(generated.tolist())
    assert len(targets) == samples
    assert trained == train_count(samples, share)
    assert 1 <= trained < samples


def test_features_are_those_of_playground() -> None:
    points = np.array([[2.0, -3.0], [0.5, 1.0]])
    x, y = points.T
    names = ("x", "y", "x2", "y2", "xy", "sinx", "siny")
    expected = np.column_stack([x, y, x**2, y**2, x * y, np.sin(x), np.sin(y)])
    np.testing.assert_array_equal(features_of(points, names), expected)


def test_random_streams_differ_by_seed_and_by_every_part_of_the_key() -> None:
    keys = [(1, "init"), (2, "init"), (1, "data"), (1, "epoch", 0), (1, "epoch", 1), (1, "epoch")]
    first = [generator(*key).random() for key in keys]  # type: ignore[arg-type]
    assert len(set(first)) == len(keys)
    assert first == [generator(*key).random() for key in keys]  # type: ignore[arg-type]


def test_the_streams_are_the_same_everywhere() -> None:
    """Written down once: saved runs depend on these never changing."""
    assert generator(1337, "epoch", 12).integers(1_000_000) == 108461
