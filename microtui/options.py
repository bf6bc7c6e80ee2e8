"""The options that describe a run, the same for every command that has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from microtui.settings import DEFAULTS, SETTINGS, Setting


def option(setting: Setting) -> Callable[[Any], Any]:
    """The option that sets this field of the configuration."""
    if setting.field == "zero_grad":
        return click.option(
            "--zero-grad/--no-zero-grad",
            default=DEFAULTS.zero_grad,
            help="Clear the gradients before each backward, or forget to.",
        )
    return click.option(
        setting.flag,
        setting.field,
        metavar=setting.metavar,
        default=setting.text(DEFAULTS),
        show_default=setting.text(DEFAULTS) != "",
        help=setting.explanation,
        callback=lambda context, parameter, text: setting.read(text),
    )


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command all the options that describe a run."""
    for setting in reversed(SETTINGS):
        command = option(setting)(command)
    return command
