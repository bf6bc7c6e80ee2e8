"""States of a run: close together for what is recent, ever further apart for what is long ago."""

from __future__ import annotations

import bisect
from collections import deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Checkpoints(Generic[Item]):
    """Items by their place 0, 1, 2, … in a row, of which few are kept.

    An item whose place has k factors of two is kept until the row has gone on by `window`·2^k
    places; the first is kept for good. So of n places about window·log₂(n / window) are there, and
    the way from any place back to the next one before it is short against its age.
    """

    def __init__(self, window: int) -> None:
        self._window = window
        self.clear()

    def clear(self) -> None:
        self._items: dict[int, Item] = {}
        self._places: list[int] = []
        self._by_factors: dict[int, deque[int]] = {}

    def __len__(self) -> int:
        return len(self._items)

    def add(self, place: int, item: Item) -> None:
        """Keep an item; places may be left out, but each must lie behind all others."""
        self._items[place] = item
        self._places.append(place)
        if place > 0:
            factors = (place & -place).bit_length() - 1
            self._by_factors.setdefault(factors, deque()).append(place)
        for factors, places in self._by_factors.items():
            while places and place - places[0] > self._window << factors:
                oldest = places.popleft()
                del self._items[oldest]
                del self._places[bisect.bisect_left(self._places, oldest)]

    def latest(self, place: int) -> Item:
        """The last one at or before a place, which must not be before the first."""
        return self._items[self._places[bisect.bisect_right(self._places, place) - 1]]

    @property
    def last_place(self) -> int:
        """-1 when there is none."""
        return self._places[-1] if self._places else -1

    def spread(self, count: int) -> list[tuple[int, Item]]:
        """The first, the last and some between them, at most this many."""
        step = max(-(-len(self._places) // (count - 1)), 1)
        places = dict.fromkeys([*self._places[::step], *self._places[-1:]])
        return [(place, self._items[place]) for place in places]

    def forget_after(self, place: int) -> None:
        while self._places and self._places[-1] > place:
            last = self._places.pop()
            del self._items[last]
            for places in self._by_factors.values():
                if places and places[-1] == last:
                    places.pop()
