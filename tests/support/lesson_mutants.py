"""Expressions of lessons made wrong on purpose, one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

COMPARISON = re.compile(r"<=|>=|==|!=|<|>")
OTHER_WAY = {"<=": ">", ">=": "<", "==": "!=", "!=": "==", "<": ">=", ">": "<="}
QUOTED = re.compile(r'"[^"]*"')
COMPARED_TEXT = re.compile(r'(?<=[=!]= )"[^"]+"')
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.])")


class Mutant(NamedTuple):
    """An expression in which one thing is changed."""

    what: str
    """Which: a number is changed in two ways, and it is enough that one of them is noticed."""
    text: str


def mutants_of(text: str) -> Iterator[Mutant]:
    """Each comparison the other way round, each number ten times as large, and a tenth of it, and
    each text that something is compared with."""
    plain = QUOTED.sub(lambda found: "_" * len(found[0]), text)
    for found in COMPARISON.finditer(plain):
        yield mutant(text, found, OTHER_WAY[found[0]])
    for found in NUMBER.finditer(plain):
        number = float(found[0])
        yield mutant(text, found, f"{number * 10.0 if number else 1.0:g}")
        yield mutant(text, found, f"{number / 10.0:g}" if number else "(-1)")
    for found in COMPARED_TEXT.finditer(text):
        yield mutant(text, found, '"another"')


def mutant(text: str, found: re.Match[str], changed: str) -> Mutant:
    what = f"{found[0]} at {found.start()} of {text}"
    return Mutant(what, text[: found.start()] + changed + text[found.end() :])
