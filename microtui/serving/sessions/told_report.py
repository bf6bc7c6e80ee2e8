"""What a program has said of its run, as far as a page may show it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from microtui.serving.visitors.given_name import is_shown

LONGEST_TEXT = 80
MOST_TEXTS = 16
MOST_EPOCHS = 10**12
LARGEST_WHOLE = 10**15


def told_report(report: Mapping[str, object] | None) -> dict[str, object] | None:
    """Each value of the kind and the size that it is to have, whatever a program that went wrong,
    or a file that somebody brought along, makes of it."""
    if report is None:
        return None
    return {name: read(report.get(name)) for name, read in VALUES.items()}


def text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return "".join(each if is_shown(each) else "?" for each in value[:LONGEST_TEXT])


def text_or_none(value: object) -> str | None:
    return text(value) or None


def texts(value: object) -> list[str]:
    """The last ones: they are the newest."""
    return [text(each) for each in value[-MOST_TEXTS:]] if isinstance(value, list) else []


def count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return 0
    return value if 0 <= value < MOST_EPOCHS else 0


def number(value: object) -> float | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value) if abs(value) < LARGEST_WHOLE else None
    return value if isinstance(value, float) and math.isfinite(value) else None


def switch_or_none(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def switch(value: object) -> bool:
    return value is True


VALUES: Mapping[str, Callable[[object], object]] = {
    "screen": text,
    "lesson": text_or_none,
    "dataset": text,
    "network": text,
    "epoch": count,
    "loss": number,
    "accuracy": number,
    "zero_grad": switch_or_none,
    "mistakes": texts,
    "changed": texts,
    "playing": switch,
    "diverged": switch,
}
