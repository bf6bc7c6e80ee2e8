"""A parameter set by hand, as text: `1.3.w[0] = 0.5`."""

from __future__ import annotations

import math

from engine.errors import ConfigurationError

LARGEST = 1e6
"""What is larger saturates any unit, and soon diverges."""


def read_assignment(text: str, names: tuple[str, ...]) -> tuple[str, float]:
    """The name of the parameter and the value in a text such as `1.3.w[0] = 0.5`.

    Raises `ConfigurationError` with a sentence that says what would be right.
    """
    # What is typed in place of the number may be a whole assignment, too.
    names_text, equals, number = text.rpartition("=")
    name, number = names_text.rpartition("=")[2].strip(), number.strip()
    if not equals:
        raise ConfigurationError(f"A name and a value are needed, such as {names[0]} = 0.5.")
    if name not in names:
        raise ConfigurationError(
            f"A parameter must be one from {names[0]} to {names[-1]}, got {name!r}."
        )
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not abs(value) <= LARGEST:
        raise ConfigurationError(
            f"A value must be a number from {-LARGEST:,.0f} to {LARGEST:,.0f}, got {number!r}."
        )
    return name, value
