"""A case on the screen, and the same run with nothing wrong in it, to be held against it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from application import Application, running

from engine.randomness import generator
from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.run.configuration import Configuration
from microtui.course.detective.cases import KINDS
from microtui.course.detective.right_runs import RIGHT_RUNS
from microtui.session.commands import Open

RIGHT = replace(RIGHT_RUNS[4], seed=7)
"""With two hidden layers, so that a value is used twice."""

WORD = re.compile(r"[A-Za-z_=+×*-]*[A-Za-z_][A-Za-z_=+]*")

HEALTH = re.compile(r"(none|[0-9]+) of [0-9]+ tanh units")
"""How many, which is a number of the run, whatever it is put in."""


def mistaken(key: str, right: Configuration = RIGHT) -> Configuration:
    return KINDS[key].make(right, generator(1, "test"))


def opened(key: str, *, is_case: bool = True) -> Open:
    recording = Recording.begin(mistaken(key))
    return Open(SavedSession(recording.saved()), is_case=is_case)


@asynccontextmanager
async def detecting(key: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Application]:
    """With the case at its beginning."""
    async with running(size=size, hidden=(2,), notifications=True) as application:
        application.main.carry_out(opened(key))
        await application.until(lambda snapshot: snapshot.is_case)
        yield application


def words_in(text: str) -> set[str]:
    """Numbers left out, and what they are written with."""
    words = set(WORD.findall(HEALTH.sub("", text)))
    return {word for word in words if word not in ("e", "e+", "inf", "nan", "-inf")}
