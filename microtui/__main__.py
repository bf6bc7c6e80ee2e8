"""`microtui` and `python -m microtui` begin here."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    # One thread for linear algebra: matrices this small gain nothing from more, and a server with
    # forty learners on it loses. NumPy reads this when it is imported, so it stands before that.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Importing makes very many objects and no garbage; looking for some takes a tenth of the start.
    gc.set_threshold(100_000, 20, 20)
    from microtui.command_line.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
