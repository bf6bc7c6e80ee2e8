"""What is packed is what was published: Fisher's tables, and UCI's file by its checksum."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from engine.arrays import Array
from engine.data.datasets import Generate
from engine.data.measured import IRIS_MEANS, digits, iris
from engine.data.packed import pack, unpack
from engine.randomness import generator

FISHERS_MEANS = [
    [5.006, 3.428, 1.462, 0.246],
    [5.936, 2.770, 4.260, 1.326],
    [6.588, 2.974, 5.552, 2.026],
]
"""Of setosa and versicolor from table II, of virginica from table VIII."""

FISHERS_SUMS = [
    [19.1434, 9.0356, 9.7634, 3.2394],
    [9.0356, 11.8658, 4.6232, 2.4746],
    [9.7634, 4.6232, 12.2978, 3.8794],
    [3.2394, 2.4746, 3.8794, 2.4604],
]
"""Table III: sums of squares and products of deviations from the means of setosa and versicolor."""

OPTDIGITS_TES = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"
"""SHA-256 of the test set as UCI has it: 264,712 bytes, a picture and its digit a line."""


def test_the_plants_have_the_means_that_fisher_printed() -> None:
    centimetres, species = unpack.iris()
    assert centimetres.shape == (150, 4)
    for kind, means in enumerate(FISHERS_MEANS):
        assert np.sum(species == kind) == 50
        np.testing.assert_allclose(centimetres[species == kind].mean(axis=0), means, atol=1e-12)


def test_their_sums_of_squares_and_products_are_fishers_which_ucis_two_wrong_rows_change() -> None:
    centimetres, _ = unpack.iris()
    np.testing.assert_allclose(sums_within(centimetres), FISHERS_SUMS, atol=1e-10)
    as_in_uci = centimetres.copy()
    as_in_uci[[34, 37]] = [4.9, 3.1, 1.5, 0.1]
    assert np.abs(sums_within(as_in_uci) - FISHERS_SUMS).max() > 0.05


def sums_within(centimetres: Array) -> Array:
    """Of the first two species, summed."""
    deviations = np.concatenate([each - each.mean(axis=0) for each in np.split(centimetres, 3)[:2]])
    sums: Array = deviations.T @ deviations
    return sums


def test_a_plant_is_learned_as_what_it_has_more_or_less_than_the_mean_one() -> None:
    points, targets = iris(4, 50.0, generator(1, "data"))
    np.testing.assert_allclose(points[0], np.subtract([5.1, 3.5, 1.4, 0.2], IRIS_MEANS))
    np.testing.assert_allclose(points[149], np.subtract([5.9, 3.0, 5.1, 1.8], IRIS_MEANS))
    np.testing.assert_allclose(points.mean(axis=0), 0.0, atol=0.005)
    assert targets[[0, 50, 149]].tolist() == np.eye(3).tolist()


def test_the_digits_are_ucis_file_bit_for_bit() -> None:
    pixels, shown = unpack.digits()
    rows = np.column_stack([pixels, shown]).astype(int).tolist()
    file = "".join(",".join(map(str, row)) + "\n" for row in rows)
    assert hashlib.sha256(file.encode()).hexdigest() == OPTDIGITS_TES


def test_there_are_as_many_of_each_digit_as_uci_counts() -> None:
    _, targets = digits(4, 50.0, generator(1, "data"))
    assert targets.sum(axis=0).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (targets.sum(axis=1) == 1.0).all()


def test_a_digit_is_ink_on_paper_row_by_row() -> None:
    points, _ = digits(4, 50.0, generator(1, "data"))
    assert (points.min(), points.max()) == (0.0, 1.0)
    zero = [".." if ink < 0.3 else "##" for ink in points[0].tolist()]
    assert ["".join(zero[row : row + 8]) for row in range(0, 64, 8)] == [
        "....######......",
        "....##########..",
        "....##....####..",
        "....##....####..",
        "..####....####..",
        "....##....####..",
        "....########....",
        "....######......",
    ]


def test_packing_what_is_unpacked_makes_the_same_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if scikit-learn were installed: it names its two sets so."""
    (plants, species), (pixels, shown) = unpack.iris(), unpack.digits()
    source = ModuleType("sklearn.datasets")
    vars(source).update(
        load_iris=lambda: SimpleNamespace(data=plants, target=species),
        load_digits=lambda: SimpleNamespace(data=pixels, target=shown),
    )
    monkeypatch.setitem(sys.modules, "sklearn", ModuleType("sklearn"))
    monkeypatch.setitem(sys.modules, "sklearn.datasets", source)
    written: dict[str, Array] = {}
    monkeypatch.setattr(pack, "write", written.__setitem__)
    pack.main()
    assert set(written) == {"iris.zlib", "digits.zlib"}
    for name, numbers in written.items():
        np.testing.assert_array_equal(numbers.ravel(), unpack.unpacked(name))


@pytest.mark.parametrize("samples", [iris, digits])
def test_what_is_given_is_the_callers_own(samples: Generate) -> None:
    first, _ = samples(4, 0.0, generator(1, "data"))
    first[:] = 7.0
    again, _ = samples(4, 0.0, generator(1, "data"))
    assert again.max() < 7.0


def test_nothing_is_unpacked_before_it_is_learned_and_nothing_packed_needs_the_packer() -> None:
    found = subprocess.run(
        [sys.executable, "-c", AT_START], capture_output=True, text=True, check=True
    )
    assert found.stdout == "0 0 False\n"


AT_START = """
import sys
import engine.data.datasets
from engine.data import measured
from engine.data.packed import unpack
print(unpack.iris.cache_info().currsize, unpack.digits.cache_info().currsize, end=" ")
print("engine.data.packed.pack" in sys.modules or "sklearn" in sys.modules)
"""
