"""Whether PyTorch is there, without importing it."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from engine.errors import ConfigurationError

HOW_TO_GET_IT = "pip install 'microtui[torch]'"


class PyTorchMissingError(ConfigurationError):
    """PyTorch is asked for, and is not installed or cannot be imported."""


def is_installed() -> bool:
    return find_spec("torch") is not None


def is_imported() -> bool:
    """Importing it takes seconds, once."""
    return "torch" in sys.modules


def require_pytorch() -> None:
    if not is_installed():
        raise PyTorchMissingError(
            f"engine pytorch needs PyTorch, which is not installed: {HOW_TO_GET_IT}"
        )
