"""The worker: it trains, and is never deaf."""

from __future__ import annotations

import statistics
import time

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.session.clock import UpdateClock
from microtui.session.commands import Export, Play
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.session.worker import Session


def test_a_command_behind_a_frame_for_a_key_is_carried_out_at_once() -> None:
    """Flat out, and with a frame under way that training must not get into the way of."""
    session = Session(Recording.begin(Configuration(hidden=(2,))), speed=None)
    waits: list[float] = []

    def ask_once_more(snapshot: Snapshot) -> None:
        sent = time.monotonic()
        session.send(Export(lambda run: "", lambda text: waits.append(time.monotonic() - sent)))
        if len(waits) < 9:
            session.request(View(is_urgent=True))
        else:
            session.quit()

    session.send(Play())
    session.request(View(is_urgent=True))
    session.run(ask_once_more, lambda sentence: None)
    assert statistics.median(waits) < 0.01


def test_training_is_held_back_while_a_frame_is_drawn() -> None:
    clock = UpdateClock(None)
    clock.start(10.0)
    assert clock.nap(10.0, batches=5) == 0.0
    clock.hold(until=10.04)
    assert clock.nap(10.0, batches=5) == 10.04 - 10.0
    assert clock.nap(10.05, batches=5) == 0.0


def test_a_slow_run_waits_for_its_next_update_however_short_a_frame_is() -> None:
    clock = UpdateClock(0.2)
    clock.start(10.0)
    assert clock.due(10.0, batches=1) == 1
    clock.hold(until=10.04)
    assert clock.nap(10.0, batches=1) == 5.0
