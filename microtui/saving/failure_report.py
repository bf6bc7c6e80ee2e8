"""What is kept of an error that nobody expected, so that it can be mended."""

from __future__ import annotations

import os
import platform
import time
import traceback

import numpy as np
from platformdirs import user_state_path

from engine.run.configuration import Configuration
from microtui import __version__


def report_of_failure(configuration: Configuration | None, at: int) -> str:
    """Write down the exception being handled; gives the sentence that says where.

    `at` is where the run was, in phases.
    """
    text = "\n".join(
        [
            f"microtui {__version__}, Python {platform.python_version()}, NumPy {np.__version__}, "
            f"{platform.platform()}",
            f"after {at} phases of {configuration}",
            traceback.format_exc(),
        ]
    )
    directory = user_state_path("microtui") / "reports"
    path = directory / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(text)
    except OSError:
        return "Something went wrong that should not have, and no report could be saved."
    return f"Something went wrong that should not have. A report is in {path}; the run is saved."
