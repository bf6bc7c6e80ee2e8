"""Public functions of PyTorch that tell nobody when they are called, made to tell."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, NamedTuple

Function = Callable[..., Any]


class Wrapped(NamedTuple):
    owner: Any
    """The module or class that the function is an attribute of."""
    name: str
    original: Function
    wrapper: Function


class Wrappings:
    """Puts a function of ours around each, and puts back what was there."""

    def __init__(self) -> None:
        self._wrapped: list[Wrapped] = []

    def wrap(self, owner: Any, name: str, around: Callable[[Function], Function]) -> None:
        original = vars(owner)[name]
        wrapper = functools.wraps(original)(around(original))
        setattr(owner, name, wrapper)
        self._wrapped.append(Wrapped(owner, name, original, wrapper))

    def put_back(self) -> None:
        """Where somebody else has wrapped the same since, ours stays inside theirs, and passes all
        through."""
        while self._wrapped:
            each = self._wrapped.pop()
            if vars(each.owner)[each.name] is each.wrapper:
                setattr(each.owner, each.name, each.original)
