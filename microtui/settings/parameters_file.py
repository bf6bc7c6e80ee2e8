"""Reads parameters to begin with from JSON; what is wrong with it gets a sentence."""

from __future__ import annotations

import json
import math
import stat
import sys
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import ConfigurationError
from engine.run.starting_parameters import StartingParameters
from microtui.settings.home_path import expanded

MOST_BYTES = 50_000_000
"""Far more than the largest network's whole state takes, as `microtui export json` writes it."""

NEEDED = "the list that microtui train --json prints is needed"


class ParametersFileError(ConfigurationError):
    """Something that holds no parameters; the text says why."""


def read_parameters(text: str) -> StartingParameters:
    """The parameters in the file of this name, or on standard input where it is a dash.

    It holds a list of numbers, or an object with such a list under "parameters".
    """
    name = "the standard input" if text == "-" else text
    try:
        data = read_input() if text == "-" else read_file(Path(expanded(text)))
    except ConfigurationError:
        raise
    except OSError as error:
        raise ParametersFileError(f"{name} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise ParametersFileError(f"{name!r} cannot be read: {error}") from None
    if len(data) > MOST_BYTES:
        raise ParametersFileError(f"{name} has more than {MOST_BYTES:,} bytes: {NEEDED}")
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        raise ParametersFileError(f"{name} is not JSON: {NEEDED}") from None
    numbers = tree.get("parameters") if isinstance(tree, dict) else tree
    if not isinstance(numbers, list):
        raise ParametersFileError(f"{name} holds no list of parameters: {NEEDED}")
    values = [finite_number(name, index, number) for index, number in enumerate(numbers)]
    return StartingParameters(text, np.array(values, dtype=np.float64))


def read_file(path: Path) -> bytes:
    """One byte too many at most, of an ordinary file or a pipe."""
    if stat.S_ISDIR(path.stat().st_mode):
        raise ParametersFileError(f"{path} is a directory: {NEEDED}")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def read_input() -> bytes:
    if sys.stdin is None:
        raise ParametersFileError(f"there is no standard input: {NEEDED}")
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def finite_number(name: str, index: int, number: Any) -> float:
    """A parameter of the list, counted from 0 as it is there."""
    if isinstance(number, (int, float)) and not isinstance(number, bool):
        try:
            value = float(number)
        except OverflowError:
            value = math.inf
        if math.isfinite(value):
            return value
    shown = json.dumps(number)
    shown = shown if len(shown) <= 20 else f"{shown[:20]}…"
    raise ParametersFileError(
        f"{name}: parameter {index} is {shown}, but only finite numbers can be begun with"
    )


def require_all_used(given: StartingParameters, sizes: tuple[int, ...], count: int) -> None:
    """Raises `ConfigurationError` where a network of these sizes has not so many parameters."""
    if len(given.values) != count:
        name = "the standard input" if given.name == "-" else given.name
        raise ConfigurationError(
            f"the network {'-'.join(map(str, sizes))} has {count:,} parameters, but {name} holds "
            f"{len(given.values):,}: describe the network that they are from"
        )
