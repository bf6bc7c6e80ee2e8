"""States of a run: close together for what is recent, ever further apart for what is long ago."""

from __future__ import annotations

import bisect
from collections import deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Checkpoints(Generic[Item]):
    """Items by their index 0, 1, 2, … in a row, of which few are kept.

    An item whose index has k factors of two is kept until the row has gone on by `window`·2^k
    items; the first is kept for good. So of n items about window·log₂(n / window) are there, and
    the way from any index back to the next one before it is short against its age.
    """

    def __init__(self, window: int) -> None:
        self._window = window
        self._items: dict[int, Item] = {}
        self._indices: list[int] = []
        self._by_factors: dict[int, deque[int]] = {}

    def __len__(self) -> int:
        return len(self._items)

    def add(self, index: int, item: Item) -> None:
        """Keep an item; indices may be left out, but each must lie behind all others."""
        self._items[index] = item
        self._indices.append(index)
        if index > 0:
            factors = (index & -index).bit_length() - 1
            self._by_factors.setdefault(factors, deque()).append(index)
        for factors, indices in self._by_factors.items():
            while indices and index - indices[0] > self._window << factors:
                oldest = indices.popleft()
                del self._items[oldest]
                del self._indices[bisect.bisect_left(self._indices, oldest)]

    def latest(self, index: int) -> Item:
        """The last one at or before an index, which must not be before the first."""
        return self._items[self._indices[bisect.bisect_right(self._indices, index) - 1]]

    @property
    def last_index(self) -> int:
        """-1 when there is none."""
        return self._indices[-1] if self._indices else -1

    def items(self) -> list[tuple[int, Item]]:
        """All that are kept, each with its index, in order."""
        return [(index, self._items[index]) for index in self._indices]

    def forget_after(self, index: int) -> None:
        while self._indices and self._indices[-1] > index:
            last = self._indices.pop()
            del self._items[last]
            for indices in self._by_factors.values():
                if indices and indices[-1] == last:
                    indices.pop()
