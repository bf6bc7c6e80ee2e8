"""Lines between two neighbouring columns: on which track each goes up or down.

A channel router in the manner of Hashimoto and Stevens (1971), turned by a right angle: rows are
given, tracks are packed one by one from the left. A line waits while another one still stands in a
row that it is to leave in; where lines wait for one another in a circle, one of them turns off into
a free row first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Turns = tuple[tuple[int, int], ...]
"""Where a line goes up or down, from left to right: the track, and the row that it goes to."""


@dataclass(frozen=True)
class Channel:
    """How the lines run between two columns."""

    turns: dict[tuple[int, int], Turns]
    """By the rows in which a line comes and leaves."""
    tracks: int


@dataclass(slots=True)
class Net:
    """A line on its way: the row it came in, the one it has got to, and those it must leave in."""

    start: int
    row: int
    ends: set[int]
    turns: Turns = ()
    top: int = 0
    bottom: int = 0
    blocks: int = 0
    """How many of its ends others still stand in the way of."""

    def measure(self) -> None:
        """Note the rows between which it goes up or down."""
        self.top = min(self.row, *self.ends)
        self.bottom = max(self.row, *self.ends)


@dataclass
class Routing:
    """The channel as far as it is done; tracks are counted from the left."""

    pending: dict[int, Net] = field(default_factory=dict)
    """What must still go up or down, by the row it stands in."""
    arrived: dict[int, int] = field(default_factory=dict)
    """By the row that lines leave in already, how many do."""
    turns: dict[tuple[int, int], Turns] = field(default_factory=dict)
    waiting: dict[int, list[Net]] = field(default_factory=dict)
    """By the row of another line, which ones wait until it has left it."""
    tracks: int = 0


def channel(lines: Iterable[tuple[int, Sequence[int]]], height: int) -> Channel:
    """The routes of lines that come in these rows and leave in those.

    Lines that leave in one row are joined there, each after it has been wherever else it goes; no
    others touch. A line may need a row just above or below those of the columns, -1 or `height`
    and beyond.
    """
    routing = Routing()
    for start, ends in lines:
        others = set(ends)
        if start in others:
            arrive(start, start, (), routing)
            others.discard(start)
        if others:
            net = routing.pending[start] = Net(start, start, others)
            net.measure()
    ready = unblocked(routing)
    while routing.pending:
        if ready:
            ready.sort(key=lambda net: (net.bottom, net.top))
            ready = track(ready, routing)
        else:
            turn_off(*aside(routing, height), routing)
            ready = unblocked(routing)
        routing.tracks += 1
    return Channel(routing.turns, routing.tracks)


def unblocked(routing: Routing) -> list[Net]:
    """The lines that wait for no other one; of the others, it is noted what they wait for."""
    pending, waiting = routing.pending, routing.waiting
    waiting.clear()
    ready = []
    for net in pending.values():
        in_the_way = net.ends & pending.keys()
        net.blocks = len(in_the_way)
        for row in in_the_way:
            waiting.setdefault(row, []).append(net)
        if not in_the_way:
            ready.append(net)
    return ready


def track(ready: Sequence[Net], routing: Routing) -> list[Net]:
    """Let as many go up or down here as can, none touching another: what can do so after them."""
    later = []
    done = []
    filled = min(net.top for net in ready) - 1
    for net in ready:
        if net.top > filled:
            filled = net.bottom
            done.append(net)
        else:
            later.append(net)
    for net in done:
        for end in net.ends:
            arrive(net.start, end, (*net.turns, (routing.tracks, end)), routing)
        del routing.pending[net.row]
        for other in routing.waiting.pop(net.row, ()):
            other.blocks -= 1
            if not other.blocks:
                later.append(other)
    return later


def arrive(start: int, end: int, turns: Turns, routing: Routing) -> None:
    routing.turns[start, end] = turns
    routing.arrived[end] = routing.arrived.get(end, 0) + 1


def aside(routing: Routing, height: int) -> tuple[Net, int]:
    """The line of a circle that gets out of another's way on the shortest path, and to which row.

    That is one of its own ends, if free, or a row that nothing else is in or waits for.
    """
    pending, arrived = routing.pending, routing.arrived
    used = {*pending, *arrived}
    for net in pending.values():
        used |= net.ends
    beyond = len(used) + 1
    free = [row for row in range(-beyond, height + beyond) if row not in used]
    best: tuple[tuple[int, int, int], Net] | None = None
    for row in routing.waiting:
        net = pending[row]
        place = bisect_left(free, row)
        own = [end for end in net.ends if end not in pending and end not in arrived]
        for other in (*own, free[place - 1], free[place]):
            length = abs(other - row) + max(0, net.top - other) + max(0, other - net.bottom)
            if best is None or (length, row, other) < best[0]:
                best = (length, row, other), net
    if best is None:
        raise AssertionError("lines that wait for nothing cannot be stuck")
    return best[1], best[0][2]


def turn_off(net: Net, row: int, routing: Routing) -> None:
    """Let a line go to this row on the next track, and go on from there later."""
    del routing.pending[net.row]
    net.turns = (*net.turns, (routing.tracks, row))
    if row in net.ends:
        arrive(net.start, row, net.turns, routing)
        net.ends.discard(row)
    net.row = row
    if net.ends:
        routing.pending[row] = net
        net.measure()
