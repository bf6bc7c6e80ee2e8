"""The command line that makes a run what it is, to be shared."""

from __future__ import annotations

import shlex

from engine.run.configuration import Configuration
from engine.run.suggestions import FOLLOWING, set_by_hand
from microtui.settings.run_settings import DEFAULTS, SETTINGS


def command_line(configuration: Configuration) -> str:
    """`microtui` with all options in which this configuration is not what its dataset suggests."""
    by_hand = set_by_hand(configuration)
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
        is_following = setting.field in FOLLOWING
        if setting.field not in by_hand if is_following else text == setting.text(DEFAULTS):
            continue
        if setting.field == "zero_grad":
            words.append("--zero-grad" if configuration.zero_grad else "--no-zero-grad")
        else:
            words += [setting.flag, text]
    return shlex.join(words)
