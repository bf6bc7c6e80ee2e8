"""How much of the machine one visitor's program may take."""

from __future__ import annotations

import os
import resource
from contextlib import suppress

NICENESS = 5
"""Behind the server, which is to answer all of them."""

GIB = 1024**3
LIMITS = {
    resource.RLIMIT_DATA: 2 * GIB,
    resource.RLIMIT_FSIZE: GIB // 4,
    resource.RLIMIT_NOFILE: 256,
    resource.RLIMIT_CORE: 0,
}
"""Bytes of memory, bytes of any one file, and open files. Where a limit is lower already it stays.
"""


def limit_this_process() -> None:
    os.nice(NICENESS)
    for kind, most in LIMITS.items():
        lowered = [
            most if now == resource.RLIM_INFINITY else min(now, most)
            for now in resource.getrlimit(kind)
        ]
        # Not every system has each of them.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (lowered[0], lowered[1]))
