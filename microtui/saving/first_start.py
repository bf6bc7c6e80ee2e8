"""Whether somebody is here for the first time: then the course is offered, once."""

from __future__ import annotations

import contextlib
import os

from microtui.saving.kept_files import course_directory, run_directory


def is_first_start() -> bool:
    """Whether nothing was ever saved here: no run, and nothing of the course."""
    return not course_directory().exists() and not has_any(run_directory())


def has_any(directory: os.PathLike[str]) -> bool:
    """Whether anything is in it; what cannot be looked into may hold something."""
    try:
        with os.scandir(directory) as found:
            return next(found, None) is not None
    except FileNotFoundError:
        return False
    except OSError:
        return True


def remember_first_start() -> None:
    """The course is not offered again; where that cannot be written down, it is."""
    with contextlib.suppress(OSError):
        course_directory().mkdir(mode=0o700, parents=True, exist_ok=True)
