"""The table `[keys]` of the settings file: other keys for what the program can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.errors import ConfigurationError

TABLE = "keys"


def keys_in(table: Any) -> dict[str, str]:
    """By id of what they do, keys as one would type them, with commas between.

    `training.play = "x"` in TOML is a table in a table. Raises `ConfigurationError`.
    """
    if not isinstance(table, Mapping):
        raise ConfigurationError(f"{TABLE} must be a table: a line [{TABLE}], and keys below it")
    return dict(flattened(table))


def flattened(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{before}{name}.")
            continue
        keys = value if isinstance(value, list) else [value]
        if not keys or not all(isinstance(key, str) and key.strip() for key in keys):
            raise ConfigurationError(
                f'{before}{name} must be a key or a list of keys, such as "x" or ["x", "f5"]'
            )
        yield f"{before}{name}", ",".join(keys)
