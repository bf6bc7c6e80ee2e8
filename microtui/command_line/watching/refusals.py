"""What is no script that can be watched, and what watching needs: told before anything runs."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from engine.errors import ConfigurationError

FIRST_BYTES = 8192
"""What is no text shows within these."""


def require_script(script: str) -> None:
    """Raises `ConfigurationError` where Python would not find lines to run, whatever they say."""
    path = Path(script)
    if path.is_dir():
        raise ConfigurationError(f"{script} is a folder: name the script in it")
    if path.exists() and not path.is_file():
        # What comes through a pipe can be read only once.
        return
    try:
        with path.open("rb") as file:
            beginning = file.read(FIRST_BYTES)
    except FileNotFoundError:
        raise ConfigurationError(f"there is no file {script}") from None
    except OSError as error:
        raise ConfigurationError(f"{script} cannot be read: {error.strerror}") from None
    if path.suffix == ".ipynb":
        raise ConfigurationError(
            f"{script} is a notebook: make a script of it, with jupyter nbconvert --to script "
            f"{script}, and watch that"
        )
    if b"\0" in beginning:
        raise ConfigurationError(f"{script} is not a Python script: there are bytes of 0 in it")


def require_pytorch() -> None:
    """Raises `ConfigurationError` where the script could not import it; imports it not itself."""
    if find_spec("torch") is None:
        raise ConfigurationError("watch needs PyTorch: pip install 'microtui[torch]'")


def require_able_system() -> None:
    if not hasattr(os, "posix_spawn"):
        raise ConfigurationError(f"watch needs Linux or macOS, and this is {sys.platform}")
