"""A path as it is typed, of which no shell has made anything: `~` is the reader's home."""

from __future__ import annotations

import os

from engine.errors import ConfigurationError


def expanded(path: str) -> str:
    """The path with the home in place of its `~`, or of its `~name`.

    Behind a `=`, or between quotes, a shell leaves it as it is. Raises `ConfigurationError` where
    nobody has that name; `./~name` is a file that is called so.
    """
    try:
        whole = os.path.expanduser(path)
    except ValueError:
        # No name at all; whoever opens it says so.
        return path
    if whole.startswith("~"):
        owner = whole.partition("/")[0]
        raise ConfigurationError(f"{path} names no file: there is no home that {owner} stands for")
    return whole
