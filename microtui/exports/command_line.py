"""The command line that makes a run what it is, to be shared."""

from __future__ import annotations

import shlex

from engine.run.configuration import Configuration
from microtui.settings.run_settings import DEFAULTS, SETTINGS


def command_line(configuration: Configuration) -> str:
    """`microtui` with all options in which this configuration differs from the default one."""
    words = ["microtui"]
    if configuration.table is not None:
        words += ["--data", configuration.table.name]
        if not configuration.table.is_scaled:
            words.append("--no-scale")
    if configuration.parameters is not None:
        words += ["--parameters", configuration.parameters.name]
    for setting in SETTINGS:
        text = setting.text(configuration)
        if configuration.table is not None and setting.field in ("dataset", "samples", "noise"):
            continue
        if text == setting.text(DEFAULTS):
            continue
        if setting.field == "zero_grad":
            words.append("--zero-grad" if configuration.zero_grad else "--no-zero-grad")
        else:
            words += [setting.flag, text]
    return shlex.join(words)
