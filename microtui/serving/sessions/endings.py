"""Why a session ended, in words for its page."""

from __future__ import annotations

import signal
from dataclasses import dataclass

ENDED, TAKEN, NO_PLACE = 4000, 4001, 4002
"""The codes that sockets are closed with: whoever sees one does not come again by itself."""

GOING_AWAY = 1001
"""The server ends; a page tries again until there is one."""

LEFT = "You have left, and your run is saved. Press a key to go on with it."
GAVE_WAY = (
    "Nobody was looking at this run and somebody else was waiting: it is saved. "
    "Press a key to go on with it."
)
TAKEN_OVER = (
    "This run is shown in another tab of this browser now. Press a key to have it here again."
)
NOT_STARTED = "The program cannot be started here at the moment. Press a key to try again."
ENDED_FOR_ONLOOKERS = "This run has ended; it is saved, and goes on when its visitor comes back."
TOO_QUICK = "You have begun many times within a moment: this page tries again by itself."
USER_ERROR = 2

ORDERLY = frozenset({0, 128 + signal.SIGHUP, 128 + signal.SIGTERM})
"""Statuses of a program that has saved its run, asked by its visitor, or by the server."""


def idle_ending(seconds: float) -> str:
    return (
        f"Nothing was typed for {duration_text(seconds)}: your run is saved. "
        "Press a key to go on with it."
    )


def ending_of(status: int, last_words: str) -> str:
    """What is said where a program ended by itself."""
    if status in ORDERLY:
        return LEFT
    if status == USER_ERROR and last_words.strip():
        return f"{last_line(last_words)} Press a key to begin again."
    return (
        "The program has failed, and what it was last saved as is kept. "
        "Press a key to go on with it."
    )


def resume_failed(status: int, last_words: str) -> str:
    """What is said where a new run stands in for the last one."""
    why = last_line(last_words) if status == USER_ERROR else ""
    return f"The last run cannot be gone on with, so a new one has begun. {why}".rstrip()


def last_line(last_words: str) -> str:
    """The sentence that a command line ends with, as one."""
    lines = last_words.strip().splitlines()
    line = lines[-1].removeprefix("microtui: ").strip() if lines else ""
    if not line:
        return ""
    sentence = line[0].upper() + line[1:]
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def duration_text(seconds: float) -> str:
    """In whole minutes where that is exact enough, else in seconds."""
    if seconds >= 90:
        return f"{round(seconds / 60)} minutes"
    whole = max(1, round(seconds))
    return "1 second" if whole == 1 else f"{whole} seconds"


@dataclass(frozen=True)
class NoPlace:
    """All places are taken: when to try again, in seconds, and what to say meanwhile."""

    sentence: str
    seconds: float


@dataclass(frozen=True)
class Endings:
    """How many runs were ended with the server."""

    saved: int
    by_force: int
    """Those that did not end by themselves, and are what they were last saved as."""
