"""Tensors and modules as the script calls them: `net.fc1.weight`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from types import FrameType, FunctionType, ModuleType
from typing import Any

from microtui.watch.probe.places import Places

MOST_ITEMS = 1000
"""Of a list or a dictionary of tensors, that are looked through."""

COMPILED = "_orig_mod"
"""What torch.compile puts between a module and its own names."""

Variable = tuple[str, Any]


class Names:
    """Looks for variables that hold them, from the line that is being run outwards."""

    def __init__(self, torch: Any, places: Places) -> None:
        self._torch = torch
        self._places = places

    def of_tensors(self) -> dict[int, str]:
        """By their id."""

        def tensors(name: str, value: Any) -> Iterator[Variable]:
            if isinstance(value, self._torch.Tensor):
                yield name, value

        def parameters(name: str, module: Any) -> Iterator[Variable]:
            for path, parameter in module.named_parameters():
                yield joined(name, path), parameter

        return self._names(parameters, tensors)

    def of_modules(self) -> dict[int, str]:
        """By their id."""

        def modules(name: str, module: Any) -> Iterator[Variable]:
            for path, each in module.named_modules():
                yield joined(name, path), each

        return self._names(modules, lambda name, value: iter(()))

    def _names(
        self,
        in_module: Callable[[str, Any], Iterator[Variable]],
        in_value: Callable[[str, Any], Iterator[Variable]],
    ) -> dict[int, str]:
        names: dict[int, str] = {}
        inner: dict[int, str] = {}
        for frame in self._places.own_frames():
            for variables in namespaces(frame):
                modules = [
                    (name, list(in_module(name, value)))
                    for name, value in variables
                    if isinstance(value, self._torch.nn.Module)
                ]
                # A module that holds others says more than what it holds; what a module calls
                # itself says nothing to whoever made it.
                for name, found in sorted(modules, key=lambda each: -len(each[1])):
                    chosen = inner if name == "self" or name.startswith("self.") else names
                    for path, each in found:
                        chosen.setdefault(id(each), path)
                for name, value in variables:
                    for path, each in in_value(name, value):
                        names.setdefault(id(each), path)
        return inner | names


def joined(name: str, path: str) -> str:
    return ".".join(each for each in (name, *path.split(".")) if each not in ("", COMPILED))


def namespaces(frame: FrameType) -> Iterator[list[Variable]]:
    """The variables of a frame, and those of its file: values, and what lies within them."""
    if frame.f_code.co_flags & inspect.CO_OPTIMIZED:
        yield list(within(local_variables(frame)))
    yield list(within(list(frame.f_globals.items())))


def local_variables(frame: FrameType) -> list[Variable]:
    variables: Any = frame.f_locals
    found = list(variables.items())
    if sys.version_info < (3, 13) and sys.getrefcount(variables) == 3:
        # The frame would keep this copy, and so all that the function lets go of later. Where the
        # script has asked for its `locals()` itself, that is the script's.
        variables.clear()
    return found


def within(variables: list[Variable]) -> Iterator[Variable]:
    """Each by itself, in a list or dictionary, or as an attribute of an object."""
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
        elif not isinstance(value, ModuleType | FunctionType | type):
            attributes = getattr(value, "__dict__", None)
            # What a module holds has a name there.
            if isinstance(attributes, dict) and "_parameters" not in attributes:
                for key, item in list(attributes.items())[:MOST_ITEMS]:
                    yield f"{name}.{key}", item
