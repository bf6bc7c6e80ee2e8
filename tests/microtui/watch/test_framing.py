"""Messages in a stream of bytes come out as they went in, however the bytes come."""

from __future__ import annotations

import math

import pytest

from microtui.watch.commands import Command
from microtui.watch.framing import Unframed, framed
from microtui.watch.news import Unwatched
from microtui.watch.reading import NormsReading, Reading

READING = Reading(
    steps=3,
    loss=math.inf,
    losses=((1, -math.inf),),
    norms=(NormsReading(1, 0.0, 0.1, 0.1),),
    has_torch=True,
)


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_what_comes_in_pieces_is_whole_again(size: int) -> None:
    messages = [READING, Command("open", 3), Unwatched("why"), "ValueError: α", ""]
    data = b"".join(map(framed, messages))
    unframed = Unframed()
    come = [
        message
        for start in range(0, len(data), size)
        for message in unframed.messages_with(data[start : start + size])
    ]
    assert come == messages
