"""All runs that are under way: who has one, who may begin one, and when each ends."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from microtui.serving.admission.rate_bound import RateBound
from microtui.serving.sessions.beginning import Beginning
from microtui.serving.sessions.endings import (
    GAVE_WAY,
    GOING_AWAY,
    ORDERLY,
    TOO_QUICK,
    Endings,
    NoPlace,
)
from microtui.serving.sessions.life import Life
from microtui.serving.sessions.program import Size, StartsProgram
from microtui.serving.sessions.session import Session
from microtui.serving.sessions.waiting import giving_way, no_place
from microtui.serving.visitors.visitor import Visitor


class Sessions:
    """At most so many at once, and one for a visitor."""

    def __init__(
        self, start: StartsProgram, beginning: Beginning, places: int, idle: float
    ) -> None:
        """`idle` in seconds."""
        self.places = places
        self._start = start
        self._beginning = beginning
        self._idle = idle
        self._lives: dict[int, Life] = {}
        """By the number of the visitor."""
        self._starts: defaultdict[int, RateBound] = defaultdict(new_bound_of_starts)
        """Likewise."""
        self._is_closed = False

    def running(self) -> Sequence[Session]:
        """In the order of their numbers."""
        return [life.session for _, life in sorted(self._lives.items()) if not life.is_ending]

    def by_number(self, number: int) -> Session | None:
        life = self._lives.get(number)
        return None if life is None or life.is_ending else life.session

    def why_full(self) -> NoPlace | None:
        """What to say to somebody new; None where there is a place, or one that can be made."""
        everybody = [life.session for life in self._lives.values()]
        is_full = len(everybody) >= self.places
        if not is_full or giving_way(everybody) or any(map(is_ending, self._lives.values())):
            return None
        return no_place(everybody, self._idle)

    async def join(self, visitor: Visitor, size: Size) -> Session | NoPlace:
        """The visitor's session: the one under way, or a new one where there is a place."""
        number = visitor.number
        while True:
            life = self._lives.get(number)
            if life is not None and life.is_ending:
                await life.end(None)
                continue
            if life is None:
                if self._is_closed:
                    return NoPlace("The server is about to end.", 5.0)
                if len(self._lives) >= self.places:
                    if not await self._has_made_room():
                        return no_place((each.session for each in self._lives.values()), self._idle)
                    # Somebody else may have been quicker, this visitor in another tab, too.
                    continue
                if (wait := self._starts[number].seconds_until(1)) > 0:
                    return NoPlace(TOO_QUICK, wait)
                self._starts[number].take(1)
                life = self._begin(Session(visitor, size))
            await life.has_begun.wait()
            return life.session

    async def end_all(self, patience: float = 10.0) -> Endings:
        """Have all saved and ended, those that do not within so many seconds by force.

        No other begins from now on.
        """
        self._is_closed = True
        lives = list(self._lives.values())
        for life in lives:
            life.session.let_go(GOING_AWAY)
        await asyncio.gather(*(life.end(None, patience) for life in lives))
        saved = sum(life.status in ORDERLY for life in lives)
        return Endings(saved, len(lives) - saved)

    async def end_all_at_once(self) -> None:
        """While they are being ended: wait no longer for those that have not."""
        await asyncio.gather(*(life.end_at_once() for life in list(self._lives.values())))

    def _begin(self, session: Session) -> Life:
        life = Life(session, self._start, self._beginning, self._idle)
        self._lives[session.number] = life
        life.when_over(lambda: self._forget(life))
        return life

    def _forget(self, life: Life) -> None:
        if self._lives.get(life.session.number) is life:
            del self._lives[life.session.number]

    async def _has_made_room(self) -> bool:
        """End one that nobody looks at, if there is any; or wait for one that is ending."""
        ending = [life for life in self._lives.values() if life.is_ending]
        if ending:
            await ending[0].end(None)
            return True
        session = giving_way(life.session for life in self._lives.values())
        if session is None:
            return False
        await self._lives[session.number].end(GAVE_WAY)
        return True


def new_bound_of_starts() -> RateBound:
    """How often one visitor may begin: a few times at once, and then every five seconds."""
    return RateBound(rate=0.2, burst=6)


def is_ending(life: Life) -> bool:
    return life.is_ending
