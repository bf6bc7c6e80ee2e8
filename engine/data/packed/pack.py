"""Packs the measured datasets from scikit-learn, which the program itself does not need.

    pip install scikit-learn==1.9.1
    python -m engine.data.packed.pack

Writes the two files beside this one, the same bytes each time.
"""

from __future__ import annotations

import zlib
from importlib import import_module
from pathlib import Path

import numpy as np

from engine.arrays import Array


def main() -> None:
    source = import_module("sklearn.datasets")
    plants = source.load_iris()
    write("iris.zlib", np.rint(plants.data.T * 10.0))
    images = source.load_digits()
    by_digit = np.argsort(images.target, kind="stable")
    write("digits.zlib", np.concatenate([images.target, images.data[by_digit].T.ravel()]))


def write(name: str, numbers: Array) -> None:
    """Filtered is what zlib calls it when few runs repeat, and most is won by the counts."""
    press = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_FILTERED)
    content = press.compress(numbers.astype(np.uint8).tobytes()) + press.flush()
    Path(__file__).with_name(name).write_bytes(content)


if __name__ == "__main__":
    main()
