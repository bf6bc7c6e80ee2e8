"""Source read from the file that it was loaded from."""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True)
class Listing:
    """A piece of source: where it stands, and its lines."""

    title: str
    text: str


@lru_cache(maxsize=64)
def listing(function: Callable[..., Any]) -> Listing:
    """The source of a function, read from the file that it was loaded from."""
    title = f"{file_of(function.__module__)} · {function.__qualname__}"
    try:
        return Listing(title, textwrap.dedent(inspect.getsource(function)).rstrip())
    except (OSError, TypeError):
        return Listing(title, "# The source of this installation cannot be read.")


def file_of(module: str) -> str:
    """Where a module stands, from where packages are on."""
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if hasattr(sys.modules[module], "__path__") else f"{path}.py"
