"""The reader's own defaults: a TOML file that is checked like the command line, and loses to it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from engine.errors import ConfigurationError
from engine.run.suggestions import configured
from microtui.settings.keys_table import TABLE, keys_in
from microtui.settings.near_name import names_of, nearest
from microtui.settings.program_settings import (
    AS_FOUND,
    ASCII,
    DEFAULT_FPS,
    MOUSE,
    PROGRAM_SETTINGS,
)
from microtui.settings.run_settings import SETTINGS, Setting
from microtui.terminal.served import told_path

BY_KEY: dict[str, Setting] = {setting.option: setting for setting in (*SETTINGS, *PROGRAM_SETTINGS)}
"""A key of the file is an option of the command line without its dashes."""

THEME_LINE = re.compile(r"^theme\s*=.*$", re.MULTILINE)


def settings_path() -> Path:
    return user_config_path("microtui") / "settings.toml"


def read_settings(path: Path) -> dict[str, str]:
    """The texts of the settings in a file, by key, all of them good; none where there is no file.

    Raises `ConfigurationError` with a sentence that names the file and the key.
    """
    try:
        return checked_settings(path, path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigurationError(f"{told_path(path)} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{told_path(path)} is not text in UTF-8") from None


def checked_settings(path: Path, text: str) -> dict[str, str]:
    """The same, given what stands in the file."""
    # Most readers have no such file, and need not wait for what reads it.
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{told_path(path)} is not in TOML: {error}") from None
    in_keys(path, values)
    texts = {}
    for key, value in values.items():
        if key == TABLE:
            continue
        if key not in BY_KEY:
            near = nearest(key, names_of(BY_KEY.values()))
            meant = f"did you mean {near}?" if near else "microtui config lists all"
            raise ConfigurationError(f"{told_path(path)}: there is no setting {key!r}; {meant}")
        texts[key] = text_of(path, key, value)
    try:
        configured(fields_of(path, texts))
    except ConfigurationError as error:
        message = str(error)
        raise ConfigurationError(
            message if message.startswith(told_path(path)) else f"{told_path(path)}: {message}"
        ) from None
    return texts


def read_keys(path: Path) -> dict[str, str]:
    """What the file says of keys: by id of what they do; nothing where there is no good file.

    `read_settings` says what is wrong with it.
    """
    import tomllib

    try:
        return in_keys(path, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def in_keys(path: Path, values: Mapping[str, Any]) -> dict[str, str]:
    try:
        return keys_in(values.get(TABLE, {}))
    except ConfigurationError as error:
        raise ConfigurationError(f"{told_path(path)}, {TABLE}: {error}") from None


def text_of(path: Path, key: str, value: Any) -> str:
    """A value of TOML as one would type it on the command line."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, (str, int, float)):
        return str(value)
    if isinstance(value, list) and all(isinstance(part, (str, int)) for part in value):
        return ",".join(map(str, value))
    raise ConfigurationError(
        f"{told_path(path)}, {key}: a text, a number, on, off or a list of these is needed"
    )


def fields_of(path: Path, texts: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a configuration that these texts set; those of the program are checked too."""
    run_fields = {setting.field for setting in SETTINGS}
    fields = {}
    for key, text in texts.items():
        try:
            value = BY_KEY[key].read(text)
        except ConfigurationError as error:
            raise ConfigurationError(f"{told_path(path)}, {key}: {error}") from None
        if BY_KEY[key].field in run_fields:
            fields[BY_KEY[key].field] = value
    return fields


def fields_set(path: Path) -> frozenset[str]:
    """The fields of a configuration that a file sets; none where it cannot be read any more."""
    try:
        return frozenset(fields_of(path, read_settings(path)))
    except ConfigurationError:
        return frozenset()


def default_map(texts: Mapping[str, str]) -> dict[str, Any]:
    """The same as defaults for the command line and each of its commands."""
    values: dict[str, Any] = {BY_KEY[key].field: text for key, text in texts.items()}
    if "zero_grad" in values:
        values["zero_grad"] = values["zero_grad"] == "on"
    for setting in (ASCII, MOUSE):
        if setting.field in values:
            values[setting.field] = setting.read(values[setting.field])
    commands = ("train", "check", "graph", "learn", "watch", "serve", "export")
    return {**values, **dict.fromkeys(commands, values)}


def settings_in_force(texts: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Every key, its value in force, and whether that comes from the file."""
    program = {"fps": str(DEFAULT_FPS), "theme": "textual-dark", "ascii": AS_FOUND, "mouse": "on"}
    as_begun = configured(fields_of(settings_path(), texts))
    for key, setting in BY_KEY.items():
        default = program[key] if key in program else setting.text(as_begun)
        yield key, texts.get(key, default), key in texts


def with_theme(text: str, theme: str) -> str:
    """What stands in a settings file, with this theme in it and all else as it was."""
    line = f'theme = "{theme}"'
    return THEME_LINE.sub(line, text, count=1) if THEME_LINE.search(text) else f"{line}\n{text}"


def remember_theme(theme: str) -> None:
    """Write this theme into the file, and leave all else in it as it is; raises OSError."""
    path = settings_path()
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    new = with_theme(old, theme)
    if new == old:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(new, encoding="utf-8")
    os.replace(beside, path)
