"""What serving needs beside the program: told before anything listens."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from engine.errors import ConfigurationError


def require_web() -> None:
    """Raises `ConfigurationError` where the web's side is not installed; imports nothing of it."""
    if find_spec("aiohttp") is None:
        raise ConfigurationError("serve needs aiohttp: pip install 'microtui[serve]'")


def require_able_system() -> None:
    if not hasattr(os, "fork"):
        raise ConfigurationError(f"serve needs Linux or macOS, and this is {sys.platform}")
