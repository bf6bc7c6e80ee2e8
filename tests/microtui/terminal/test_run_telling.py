"""How often it is told how a run stands."""

from __future__ import annotations

from microtui.terminal.run_telling import PERIOD, Report, RunTelling


class Told:
    """What was told, by a clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0
        self.reports: list[Report] = []
        self.made = 0
        self.telling = RunTelling(self.reports.append, lambda: self.now)

    def say(self, epoch: int, *, is_playing: bool) -> None:
        self.telling.say(lambda: self._make(epoch), is_playing=is_playing)

    def _make(self, epoch: int) -> Report:
        self.made += 1
        return {"epoch": epoch}


def test_what_is_as_it_was_is_not_told_again() -> None:
    told = Told()
    for epoch in (1, 1, 2, 2):
        told.say(epoch, is_playing=False)
    assert told.reports == [{"epoch": 1}, {"epoch": 2}]


def test_while_training_plays_it_is_told_once_a_second_and_made_no_oftener() -> None:
    told = Told()
    for epoch in range(50):
        told.now = PERIOD * epoch / 10
        told.say(epoch, is_playing=True)
    assert told.reports == [{"epoch": epoch} for epoch in (0, 10, 20, 30, 40)]
    assert told.made == 5


def test_a_run_that_stops_is_told_at_once() -> None:
    told = Told()
    told.say(1, is_playing=True)
    told.say(2, is_playing=False)
    assert told.reports == [{"epoch": 1}, {"epoch": 2}]
