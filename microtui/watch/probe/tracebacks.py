"""An error that has passed through what looks on is printed as if nobody had."""

from __future__ import annotations

import os
import sys
from types import TracebackType

OURS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "")


def leave_us_out_of_the_next() -> None:
    """Where Python itself prints it. Whoever has put a function of theirs there is shown all."""
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = print_without_us


def print_without_us(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    told: list[BaseException | None] = [error]
    seen: set[int] = set()
    while told:
        each = told.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        each.__traceback__ = without_us(each.__traceback__)
        told += [each.__cause__, each.__context__, *getattr(each, "exceptions", ())]
    sys.__excepthook__(kind, error, error.__traceback__)


def without_us(trace: TracebackType | None) -> TracebackType | None:
    """The same without the frames whose code is ours."""
    while trace is not None and is_ours(trace):
        trace = trace.tb_next
    inner = trace
    while inner is not None and inner.tb_next is not None:
        if is_ours(inner.tb_next):
            inner.tb_next = inner.tb_next.tb_next
        else:
            inner = inner.tb_next
    return trace


def is_ours(trace: TracebackType) -> bool:
    return trace.tb_frame.f_code.co_filename.startswith(OURS)
