"""Curves over a run of any length in bounded memory."""

from __future__ import annotations

from typing import Generic, TypeVar

Point = TypeVar("Point")

MOST = 400


class History(Generic[Point]):
    """Points in the order in which they came; where there are too many, every second one goes, and
    from then on every second one only is kept."""

    def __init__(self) -> None:
        self._points: list[Point] = []
        self._newest: Point | None = None
        self._stride = 1
        self._came = 0

    def add(self, point: Point) -> None:
        self._newest = point
        if self._came % self._stride == 0:
            self._points.append(point)
            if len(self._points) >= MOST:
                self._points = self._points[::2]
                self._stride *= 2
        self._came += 1

    def points(self) -> tuple[Point, ...]:
        """The newest is always the last of them."""
        if self._newest is None or self._points[-1] is self._newest:
            return tuple(self._points)
        return (*self._points, self._newest)
