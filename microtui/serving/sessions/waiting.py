"""What happens where all places are taken: who gives way, and how long another one has to wait."""

from __future__ import annotations

import time
from collections.abc import Iterable

from microtui.serving.sessions.endings import NoPlace, duration_text
from microtui.serving.sessions.session import Session

GIVES_WAY_AFTER = 120.0
"""Seconds that nobody has looked at a run, after which it is ended for one who waits."""

SOONEST, LATEST = 5.0, 60.0
"""Seconds after which the page asks again."""


def giving_way(sessions: Iterable[Session]) -> Session | None:
    """The one that nobody has looked at for longest, and for long enough."""
    now = time.monotonic()
    alone = [
        (each.detached_at, each.number, each)
        for each in sessions
        if each.detached_at is not None and now - each.detached_at >= GIVES_WAY_AFTER
    ]
    return min(alone)[2] if alone else None


def no_place(sessions: Iterable[Session], idle: float) -> NoPlace:
    """What to say to one who comes when none of these gives way."""
    everybody = list(sessions)
    now = time.monotonic()
    left = min((seconds_left(each, idle, now) for each in everybody), default=0.0)
    count = len(everybody)
    places = "The only place is" if count == 1 else f"All {count} places are"
    soon = duration_text(max(left, SOONEST))
    return NoPlace(
        f"{places} taken at the moment. The next may come free in {soon}, or as soon as somebody "
        "leaves; this page tries again by itself.",
        min(max(left, SOONEST), LATEST),
    )


def seconds_left(session: Session, idle: float, now: float) -> float:
    """Until it ends or gives way, if nobody types there and nobody comes back."""
    until_idle = session.last_typed + idle - now
    if session.detached_at is None:
        return until_idle
    return min(until_idle, session.detached_at + GIVES_WAY_AFTER - now)
