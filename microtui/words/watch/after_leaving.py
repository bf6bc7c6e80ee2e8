"""What is printed when a watched script is left, so that it is kept in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from microtui.watch.findings.report import report_text
from microtui.words.watch.sighting import Sighting

TRACEBACK = "Traceback (most recent call last):"

CHAINED = (
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
)
"""What Python puts between two."""


def told_after(sighting: Sighting, printed: Sequence[str], output_path: str) -> str:
    """The report; before it the traceback of a script that has raised, unless it was told to end,
    and behind it where its output is."""
    parts = []
    if sighting.has_ended and sighting.error and not sighting.is_stopping:
        parts.append("\n".join(traceback_in(printed) or [sighting.error]))
    parts.append(report_text(sighting.reading).rstrip("\n"))
    if output_path and sighting.has_ended:
        parts.append(f"The output of {sighting.name} is in {output_path}")
    elif output_path:
        parts.append(f"{sighting.name} runs on; its output goes to {output_path}")
    return "\n".join(parts) + "\n"


def traceback_in(printed: Sequence[str]) -> list[str]:
    """The last lines, from the last traceback on, with those that it came of."""
    place = len(printed)
    while TRACEBACK in printed[:place]:
        place = last_place(TRACEBACK, printed[:place])
        if not any(each in CHAINED for each in printed[max(place - 2, 0) : place]):
            break
    return list(printed[place:])


def last_place(line: str, lines: Sequence[str]) -> int:
    return len(lines) - 1 - list(reversed(lines)).index(line)
