"""Mistakes that a person can mend: the exception, and the checks that raise it."""

from __future__ import annotations

from collections.abc import Collection


class ConfigurationError(ValueError):
    """A setting that cannot work; its text is one sentence: what is wrong, what is right."""


def require_name(what: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise ConfigurationError(f"{what} must be one of {', '.join(known)}, got {name!r}")


def require_whole(what: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise ConfigurationError(
            f"{what} must be a whole number from {least:,} to {most:,}, got {number}"
        )


def require_number(what: str, number: float, least: float, most: float, unit: str = "") -> None:
    if not least <= number <= most:
        raise ConfigurationError(
            f"{what} must be from {least:g} to {most:g}{' ' + unit if unit else ''}, got {number}"
        )
