"""Parameters from elsewhere, to begin a run with in place of random ones."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from engine.arrays import Array


@dataclass(frozen=True, eq=False)
class StartingParameters:
    """The parameters before the first update, flat, in the order of `engine.network.flat`.

    `name` says where they are from, such as a file. Those of equal name and numbers are equal.
    """

    name: str
    values: Array = field(repr=False)

    @property
    def short_name(self) -> str:
        """The last part of a path."""
        return PurePath(self.name).name or self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StartingParameters) and self._digest == other._digest

    def __hash__(self) -> int:
        return hash(self._digest)

    @cached_property
    def _digest(self) -> bytes:
        content = hashlib.sha256(self.name.encode(errors="surrogateescape"))
        content.update(b"\0")
        content.update(self.values.tobytes())
        return content.digest()
