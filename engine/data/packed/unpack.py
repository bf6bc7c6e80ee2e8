"""Reads the packed datasets, each at its first use."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Array, Indices

PLANTS, SPECIES = 150, 3
PIXELS = 64


@cache
def iris() -> tuple[Array, Indices]:
    """Fisher's plants in his order: centimetres (150, 4) and the species, 0 .. 2, of each (150,).

    The arrays are shared, and cannot be written to.
    """
    millimetres = unpacked("iris.zlib").reshape(-1, PLANTS).T
    return read_only(millimetres / 10.0, np.repeat(np.arange(SPECIES), PLANTS // SPECIES))


@cache
def digits() -> tuple[Array, Indices]:
    """Digits in the order of UCI: pixels (1797, 64), each 0 .. 16, and the digit of each (1797,).

    The pixels go row by row from the upper left corner. The arrays are shared, and cannot be
    written to.
    """
    content = unpacked("digits.zlib")
    digits = content[: len(content) // (1 + PIXELS)]
    pixels = np.empty((len(digits), PIXELS))
    pixels[np.argsort(digits, kind="stable")] = content[len(digits) :].reshape(PIXELS, -1).T
    return read_only(pixels, digits.astype(np.intp))


def unpacked(name: str) -> NDArray[np.uint8]:
    packed = Path(__file__).with_name(name).read_bytes()
    return np.frombuffer(zlib.decompress(packed), np.uint8)


def read_only(points: Array, labels: Indices) -> tuple[Array, Indices]:
    points.flags.writeable = labels.flags.writeable = False
    return points, labels
