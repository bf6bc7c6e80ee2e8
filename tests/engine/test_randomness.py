"""Keyed randomness: the same numbers as NumPy's own seeding, for ever."""

from __future__ import annotations

import numpy as np
import pytest

from engine.randomness import generator


@pytest.mark.parametrize("seed", [0, 1337, 2**32 - 1, 2**32, 2**63 - 1])
@pytest.mark.parametrize("epoch", [0, 1, 2**32 + 5])
def test_a_stream_is_that_of_numpys_seed_sequence_over_the_same_key(seed: int, epoch: int) -> None:
    word = int.from_bytes(b"epoch", "little")
    expected = np.random.Generator(
        np.random.PCG64(np.random.SeedSequence([seed, len(b"epoch"), word, 0, epoch]))
    )
    ours = generator(seed, "epoch", epoch)
    np.testing.assert_array_equal(ours.permutation(100), expected.permutation(100))


def test_the_shuffle_of_a_known_epoch_never_changes() -> None:
    """Recorded: saved runs and PyTorch's figures depend on it."""
    assert generator(1337, "epoch", 0).permutation(8).tolist() == [2, 3, 5, 0, 4, 1, 7, 6]
