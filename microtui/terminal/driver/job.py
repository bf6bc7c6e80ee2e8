"""What a shell's job control has to do with the program: the foreground, and being stopped."""

from __future__ import annotations

import os
import signal
import termios


def is_there(terminal: int) -> bool:
    """Whether somebody still holds the other end of the terminal with this file descriptor."""
    try:
        termios.tcgetattr(terminal)
    except termios.error:
        return False
    return True


def is_in_foreground(terminal: int) -> bool:
    """Whether the terminal is ours to use, and not the shell's or another job's."""
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        # No terminal of ours controls us, so that no shell can take it from us either.
        return True


def stop_job() -> None:
    """Stop until a shell continues us, with all that it has started together with us.

    Where there is no such shell, this does nothing: the system stops nobody for good.
    """
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    os.killpg(os.getpgrp(), signal.SIGTSTP)
    signal.signal(signal.SIGTSTP, handler)
