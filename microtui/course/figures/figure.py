"""One figure: what it is called, what it is, and how it is read from a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["number", "condition", "text"]

Worth = float | bool | str | None
"""What a figure comes to. None where there is no such figure now."""


@dataclass(frozen=True)
class Argument:
    """What stands in the brackets behind a figure's name."""

    name: str
    kind: Literal["number", "text"]
    example: str
    """As one writes it: `"b"`."""
    choices: tuple[str, ...] = ()
    """All that it can be, where that is known beforehand."""


@dataclass(frozen=True)
class Figure:
    """`node.grad` is called `node("b").grad`; one without arguments by its name alone."""

    name: str
    kind: Kind
    about: str
    """In one line."""
    of: Callable[..., Worth]
    """It is `of(moment, *arguments)`."""
    arguments: tuple[Argument, ...] = ()
    choices: tuple[str, ...] = ()
    """Of a text, all that it can be, where that is known beforehand."""

    @property
    def example(self) -> str:
        """As it is written in a lesson."""
        name, _, attribute = self.name.partition(".")
        within = ", ".join(argument.example for argument in self.arguments)
        brackets = f"({within})" if self.arguments else ""
        return f"{name}{brackets}{'.' if attribute else ''}{attribute}"


def number(name: str, about: str, of: Callable[..., Any], *arguments: Argument) -> Figure:
    return Figure(name, "number", about, of, arguments)


def condition(name: str, about: str, of: Callable[..., Any], *arguments: Argument) -> Figure:
    return Figure(name, "condition", about, of, arguments)


def text(name: str, about: str, of: Callable[..., Any], *arguments: Argument) -> Figure:
    return Figure(name, "text", about, of, arguments)


def chosen_text(name: str, about: str, of: Callable[..., Any], choices: Iterable[str]) -> Figure:
    return Figure(name, "text", about, of, choices=tuple(choices))


def whole(number: float) -> int | None:
    """What counts something must be whole; None for 1.5, infinity and NaN."""
    return int(number) if number == number // 1 and abs(number) < 2**53 else None
