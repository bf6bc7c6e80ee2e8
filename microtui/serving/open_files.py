"""How many files the server may have open: each connection is one, each program three."""

from __future__ import annotations

import contextlib
import resource

WANTED = 8192
FOR_A_SESSION = 8
"""Its pipes, its process, its websockets."""

FOR_THE_REST = 100
FEWEST, MOST = 50, 2000
"""Connections."""


def raise_open_files() -> int:
    """Have as many as wanted, where the system allows it; gives how many there may be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= WANTED:
        return WANTED
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def most_connections(open_files: int, sessions: int) -> int:
    """As many as leave room for what the sessions need."""
    left = open_files - FOR_THE_REST - FOR_A_SESSION * sessions
    return min(max(left, FEWEST), MOST)
