"""What was decided when a file was read, as it is said in front of the panes."""

from __future__ import annotations

from collections.abc import Sequence

MOST_SHOWN = 3
"""At 80 columns more would cover most of the screen."""

READING_TIME = 5.0
"""Seconds for each line, and as many before the first."""


def remarks_notice(remarks: Sequence[str]) -> str:
    """The first of them, a line each, and where the others are told."""
    shown = [*remarks[:MOST_SHOWN]]
    if len(remarks) > MOST_SHOWN:
        shown.append(f"… and {len(remarks) - MOST_SHOWN} more, above the prompt once you leave")
    return "\n".join(shown)


def reading_time(remarks: Sequence[str]) -> float:
    """Seconds that it stays."""
    return READING_TIME * (1 + len(remarks_notice(remarks).splitlines()))
