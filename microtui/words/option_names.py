"""What options are called where there is no command line: as the rows in dialogs are."""

from __future__ import annotations

import re

OPTION = re.compile(r"--(?=[a-z])")


def without_dashes(sentence: str) -> str:
    """`choose another with --target` becomes `choose another with target`."""
    return OPTION.sub("", sentence)
