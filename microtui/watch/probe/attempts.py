"""How what is done within somebody's script is called."""

from __future__ import annotations

from typing import Any, Protocol


class Try(Protocol):
    """Calls a function; no mistake of it reaches the script."""

    def __call__(self, act: Any, /, *arguments: Any) -> Any: ...
