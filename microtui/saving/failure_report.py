"""What is kept of an error that nobody expected, so that it can be mended."""

from __future__ import annotations

import os
import platform
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from platformdirs import user_state_path

from microtui import __version__
from microtui.terminal.served import is_served


@dataclass(frozen=True)
class FailureReport:
    """Where an error was written down; None where it could not be."""

    path: Path | None

    def sentence(self, *, run_is_saved: bool) -> str:
        """What to tell the reader."""
        if self.path is None:
            kept = ", and no report could be saved"
        elif is_served():
            kept = ". A report is kept for whoever serves this page"
        else:
            kept = f". A report is in {self.path}"
        saved = "; the run is saved" if run_is_saved else ""
        return f"Something went wrong that should not have{kept}{saved}."


def report_failure(moment: str) -> FailureReport:
    """Write down the exception being handled, and how things were: `after 3 phases of …`."""
    text = "\n".join(
        [
            f"microtui {__version__}, Python {platform.python_version()}, NumPy {np.__version__}, "
            f"{platform.platform()}",
            moment,
            traceback.format_exc(),
        ]
    )
    directory = user_state_path("microtui") / "reports"
    path = directory / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(text)
    except OSError:
        return FailureReport(None)
    return FailureReport(path)
