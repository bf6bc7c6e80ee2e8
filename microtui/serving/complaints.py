"""What the one who serves gets to see of requests that went wrong."""

from __future__ import annotations

import logging

from aiohttp.http import HttpProcessingError


def complaints() -> logging.Logger:
    """Our own mistakes go to standard error; that somebody sent nonsense is nobody's news."""
    # One of its own, known to nobody: what others log stays as it is.
    log = logging.Logger("microtui.serving", logging.ERROR)
    log.addHandler(logging.StreamHandler())
    log.addFilter(is_our_mistake)
    return log


def is_our_mistake(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, (HttpProcessingError, ConnectionError))
