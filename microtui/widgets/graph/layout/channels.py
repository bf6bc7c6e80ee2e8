"""Lines between two neighbouring columns: on which track each goes up or down.

A channel router in the manner of Hashimoto and Stevens (1971), turned by a right angle: rows are
given, tracks are packed one by one from the left. A line whose end another one still stands in the
way of waits; where lines wait for one another in a circle, one of them turns off into a free row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Turns = tuple[tuple[int, int], ...]
"""Where a line goes up or down, from left to right: the track, and the row that it goes to."""


@dataclass(frozen=True)
class Channel:
    """How the lines run between two columns."""

    turns: dict[tuple[int, int], Turns]
    """By the rows in which a line comes and leaves."""
    tracks: int


@dataclass
class Net:
    """A line on its way: the row it has come to, and the rows that it must leave in."""

    start: int
    row: int
    ends: set[int]
    turns: Turns = ()

    @property
    def span(self) -> tuple[int, int]:
        return min(self.row, *self.ends), max(self.row, *self.ends)


@dataclass
class Routing:
    """The channel as far as it is done; tracks are counted from the left."""

    pending: dict[int, Net]
    """What must still go up or down, by the row it stands in."""
    taken: set[int]
    """The rows that a line goes straight through."""
    turns: dict[tuple[int, int], Turns] = field(default_factory=dict)
    tracks: int = 0


def channel(lines: Sequence[tuple[int, Sequence[int]]], height: int) -> Channel:
    """The routes of lines that come in these rows and leave in those.

    Lines that leave in one row are joined there; no others touch. A line may need a row just above
    or below those of the columns, -1 or `height` and beyond.
    """
    routing = Routing({}, set())
    for start, ends in lines:
        others = set(ends)
        if start in others:
            routing.turns[start, start] = ()
            routing.taken.add(start)
            others.discard(start)
        if others:
            routing.pending[start] = Net(start, start, others)
    while routing.pending:
        ready = [net for net in routing.pending.values() if not is_blocked(net, routing)]
        moves = packed(ready) or [aside(routing, height)]
        for net, ends in moves:
            move(net, ends, routing)
        routing.tracks += 1
    return Channel(routing.turns, routing.tracks)


def is_blocked(net: Net, routing: Routing) -> bool:
    """Whether another line still stands in a row that this one is to leave in."""
    pending, taken = routing.pending, routing.taken
    return any(end in pending and end not in taken for end in net.ends if end != net.row)


def packed(ready: Sequence[Net]) -> list[tuple[Net, set[int]]]:
    """As many of these as fit on one track, from the top; none touches another."""
    moves: list[tuple[Net, set[int]]] = []
    below = None
    for bottom, top, net in sorted(((*net.span[::-1], net) for net in ready), key=lambda n: n[:2]):
        if below is None or top > below:
            moves.append((net, net.ends))
            below = bottom
    return moves


def aside(routing: Routing, height: int) -> tuple[Net, set[int]]:
    """The shortest way by which one line of a circle gets out of the way of another.

    It goes to one of its own ends that is free, or to a row that nothing else is in or waits for.
    """
    pending, taken = routing.pending, routing.taken
    waited_for = {end for net in pending.values() for end in net.ends}
    used = taken | waited_for | pending.keys() | {end for _, end in routing.turns}
    free = [row for row in range(-1, height + 1) if row not in used]
    for beyond in range(1, len(pending) + 2):
        if free:
            break
        free = [row for row in (-1 - beyond, height + beyond) if row not in used]
    best: tuple[int, int, Net, int] | None = None
    for net in pending.values():
        if net.row not in waited_for:
            continue
        own = [end for end in net.ends if end not in pending]
        for row in (*own, *free):
            top, bottom = net.span
            length = abs(row - net.row) + max(0, top - row) + max(0, row - bottom)
            choice = (length, net.row, net, row)
            if best is None or choice[:2] < best[:2]:
                best = choice
    assert best is not None
    return best[2], {best[3]}


def move(net: Net, ends: set[int], routing: Routing) -> None:
    """Let a line go up or down on the next track, to all these rows."""
    del routing.pending[net.row]
    for end in ends & net.ends:
        routing.turns[net.start, end] = (*net.turns, (routing.tracks, end))
    if net.ends <= ends:
        return
    (row,) = ends
    net.turns = (*net.turns, (routing.tracks, row))
    net.ends = net.ends - ends
    if row in {end for start, end in routing.turns if start == net.start}:
        routing.taken.add(row)
    net.row = row
    routing.pending[row] = net
