"""The list of all runs, as the teacher's page is told it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from microtui.serving.sessions.session import Session


def class_list(sessions: Sequence[Session], places: int, now: float) -> dict[str, Any]:
    """`now` is by the clock `time.monotonic`."""
    return {"places": places, "runs": [run_line(session, now) for session in sessions]}


def run_line(session: Session, now: float) -> dict[str, Any]:
    width, height = session.size
    left = session.detached_at
    return {
        "number": session.number,
        "name": session.name,
        "width": width,
        "height": height,
        "attached": session.is_attached,
        "away": 0 if left is None else seconds(now - left),
        "idle": seconds(now - session.last_typed),
        "report": session.report,
    }


def seconds(duration: float) -> int:
    return max(int(duration), 0)


def without_clock(listed: dict[str, Any]) -> dict[str, Any]:
    """The same, with nothing in it that is otherwise only because time goes by."""
    return {**listed, "runs": [{**run, "away": 0, "idle": 0} for run in listed["runs"]]}
