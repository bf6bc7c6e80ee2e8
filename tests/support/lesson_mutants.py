"""Lessons made wrong on purpose, one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

NUMBER = re.compile(r"(?<![\w.\"])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.\"])")
COMPARISON = re.compile(r"<=|>=|==|!=|<|>")
OTHER_WAY = {"<=": ">", ">=": "<", "==": "!=", "!=": "==", "<": ">=", ">": "<="}
TEXT = re.compile(r'(?<=[=!]= )"[^"]+"')
CLAIM = re.compile(r"\[\[(?P<inner>[^\]]*(?:<|>|==|!=)[^\]]*|(?:not )?[a-z_]+(?:\([^)]*\))?)\]\]")


class Mutant(NamedTuple):
    """One line of a lesson made wrong."""

    line: int
    """From 1."""
    right: str
    wrong: str
    what: str
    """Which thing was changed: those of one thing are tried until one of them is noticed."""


def of_expression(text: str) -> Iterator[tuple[str, str]]:
    """What is changed in it, and how it reads then."""
    for found in COMPARISON.finditer(text):
        other = OTHER_WAY[found[0]]
        yield f"{found[0]} at {found.start()}", text[: found.start()] + other + text[found.end() :]
    for found in NUMBER.finditer(text):
        number = float(found[0])
        for changed in (number * 10.0 if number else 1.0, number / 10.0 if number else -1.0):
            new = f"{changed:g}"
            name = f"{found[0]} at {found.start()}"
            yield name, text[: found.start()] + new + text[found.end() :]
    for found in TEXT.finditer(text):
        yield (
            f"{found[0]} at {found.start()}",
            text[: found.start()] + '"other"' + text[found.end() :],
        )
