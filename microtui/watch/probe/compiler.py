"""What is told to PyTorch's own compiler, where a script compiles its loop."""

from __future__ import annotations

import sys
from contextlib import suppress

RULES = "torch._dynamo.trace_rules"
"""A module that is imported when a script first compiles something."""


def leave_us_out() -> None:
    """Have what looks on left as it is: the compiler would try it line by line, and warn."""
    add = getattr(sys.modules.get(RULES), "add", None)
    if add is not None:
        # A compiler of another version may take it otherwise: then it warns.
        with suppress(Exception):
            add("microtui.watch")
