"""Randomness that is keyed, not carried: every use has a stream of its own.

What is random in a run depends on its seed and on what it is for, never on what was drawn before.
So a run can be resumed, replayed or stepped back from its position alone.
"""

from __future__ import annotations

import numpy as np

WORD = 0xFFFFFFFF


def generator(seed: int, *key: str | int) -> np.random.Generator:
    """A stream for one purpose, such as `generator(1337, "epoch", 12)`.

    The same on every platform, and independent of the stream of any other seed or key: NumPy's
    `SeedSequence` sees to it. Words of a key are told from numbers by their length, which stands
    before them.
    """
    numbers = [seed]
    for part in key:
        if isinstance(part, str):
            encoded = part.encode()
            numbers += [len(encoded), int.from_bytes(encoded, "little")]
        else:
            numbers += [0, part]
    # SeedSequence would take the numbers as they are, but five times as slowly.
    entropy = np.array([word for number in numbers for word in words(number)], dtype=np.uint32)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))


def words(number: int) -> list[int]:
    """A number as words of 32 bits, lowest first, as `SeedSequence` cuts it: at least one."""
    cut = [number & WORD]
    while number := number >> 32:
        cut.append(number & WORD)
    return cut
