"""A time as people write it: `90s`, `30m`, `2h`."""

from __future__ import annotations

import re

from engine.errors import ConfigurationError

WRITTEN = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*([smh])", re.ASCII)
SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0}

LONGEST = 7 * 24 * SECONDS["h"]


def read_duration(name: str, text: str) -> float:
    """Its seconds; raises `ConfigurationError` for what is none, and for none at all or too long a
    one."""
    match = WRITTEN.fullmatch(text.strip().lower())
    if match is None:
        raise ConfigurationError(
            f"{name} needs a time with its unit, such as 90s, 30m or 2h, got {text!r}"
        )
    seconds = float(match[1]) * SECONDS[match[2]]
    if not 1.0 <= seconds <= LONGEST:
        raise ConfigurationError(
            f"{name} must be from 1s to {LONGEST / SECONDS['h']:.0f}h, got {text!r}"
        )
    return seconds
