"""Tensors as the script calls them: `net.fc1.weight`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import Any

MOST_ITEMS = 1000
"""Of a list or a dictionary of tensors, that are looked through."""

COMPILED = "_orig_mod."
"""What torch.compile puts between a module and its own names."""


def names_in(frames: Iterable[FrameType], torch: Any) -> dict[int, str]:
    """By the id of the tensor: by the variables of these frames, the first come first."""
    names: dict[int, str] = {}
    for frame in frames:
        for variables in namespaces(frame):
            modules = [
                (name, dict(value.named_parameters()))
                for name, value in variables
                if isinstance(value, torch.nn.Module)
            ]
            # A module that holds others says more than what it holds.
            for name, parameters in sorted(modules, key=lambda each: -len(each[1])):
                for path, parameter in parameters.items():
                    names.setdefault(id(parameter), f"{name}.{path.replace(COMPILED, '')}")
            for name, value in variables:
                if isinstance(value, torch.Tensor):
                    names.setdefault(id(value), name)
    return names


def namespaces(frame: FrameType) -> Iterator[list[tuple[str, Any]]]:
    """The variables of a frame, and those of its file: modules and tensors, each by itself, in a
    list or dictionary, or as an attribute of `self`."""
    if frame.f_code.co_flags & inspect.CO_OPTIMIZED:
        yield list(within(local_variables(frame)))
    yield list(within(list(frame.f_globals.items())))


def local_variables(frame: FrameType) -> list[tuple[str, Any]]:
    variables: Any = frame.f_locals
    found = list(variables.items())
    if sys.version_info < (3, 13) and sys.getrefcount(variables) == 3:
        # The frame would keep this copy, and so all that the function lets go of later. Where the
        # script has asked for its `locals()` itself, that is hers.
        variables.clear()
    return found


def within(variables: list[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    for name, value in variables:
        if name.startswith("_"):
            continue
        yield name, value
        if isinstance(value, list | tuple):
            for index, item in enumerate(value[:MOST_ITEMS]):
                yield f"{name}[{index}]", item
        elif isinstance(value, dict):
            for key, item in list(value.items())[:MOST_ITEMS]:
                yield f"{name}[{key!r}]", item
        elif name == "self":
            yield from ((f"self.{key}", item) for key, item in list(vars(value).items()))
