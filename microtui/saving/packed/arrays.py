"""Where the arrays of a run stand in its file."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]
"""By name, as in NumPy's own format."""
