"""What whoever looks on asks of the watched process."""

from __future__ import annotations

from typing import Literal, NamedTuple

Wish = Literal["pause", "go", "backward", "step", "open"]


class Command(NamedTuple):
    wish: Wish
    """Wait behind the next backward or step; go on; go on to the next backward, or step, and wait
    there; show the largest entries of a tensor."""
    tensor: int | None = None
    """For `open`: its number, or None to open none."""
