"""What torch.compile makes of the script is to be what it makes of it alone."""

from __future__ import annotations

import importlib
from typing import Any


def leave_us_out() -> None:
    """Have the compiler run our functions as they are; it would take them apart, and warn of what
    it can't."""
    rules: Any = importlib.import_module("torch._dynamo.trace_rules")
    rules.add("microtui.watch.probe")
