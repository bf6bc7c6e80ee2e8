"""The words behind `microtui serve`, kept as they were typed: each visitor's program gets them."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import click

from engine.errors import ConfigurationError
from microtui.command_line.described.typed_settings import typed_parameters
from microtui.settings.home_path import expanded

TYPED = "microtui.typed_words"
"""Where in a context's notes stands what was typed, by parameter, before anything is made of it."""

FILES = {"table": "--data", "parameters": "--parameters"}
"""By parameter, the option that names a file."""


class ServingCommand(click.Command):
    """Keeps what is typed; what can be read only once is refused before it is read."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            typed, _, _ = self.make_parser(ctx).parse_args(list(args))
            require_files(typed)
            ctx.meta[TYPED] = typed
        return super().parse_args(ctx, args)


def require_files(typed: Mapping[str, Any]) -> None:
    """Raises `ConfigurationError` for standard input, and for pipes."""
    for name, flag in FILES.items():
        path = typed.get(name)
        if path is not None and (path == "-" or is_pipe(path)):
            raise ConfigurationError(
                f"{flag} {path} can be read only once, and each visitor's run reads it: name a file"
            )


def is_pipe(path: str) -> bool:
    """Or a terminal, or whatever else is there and is no file and no folder."""
    try:
        mode = os.stat(expanded(path)).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def typed_words(context: click.Context, names: Collection[str]) -> tuple[str, ...]:
    """What was typed of the parameters of these names, in words that mean the same anywhere: files
    are named by their whole paths."""
    typed: Mapping[str, Any] = context.meta[TYPED]
    words: list[str] = []
    for parameter in typed_parameters(context):
        if parameter.name in names and isinstance(parameter, click.Option):
            words += words_of(parameter, typed[parameter.name])
    return tuple(words)


def words_of(option: click.Option, value: Any) -> list[str]:
    if option.is_flag:
        return [option.opts[0] if value else option.secondary_opts[0]]
    values = value if option.multiple else [value]
    if option.name in FILES:
        values = [whole_path(each) for each in values]
    return [word for each in values for word in (option.opts[-1], each)]


def whole_path(path: str) -> str:
    """As it is found from any folder, whatever the home is there."""
    return str(Path(expanded(path)).absolute())
