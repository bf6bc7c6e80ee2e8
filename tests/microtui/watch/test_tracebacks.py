"""What Python prints of an error that has passed through what looks on."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable

import pytest

from microtui.watch.probe.tracebacks import OURS, leave_us_out_of_the_next


def passing_through_us() -> Callable[[Callable[[], None]], None]:
    """A function that calls another, from a file of ours."""
    names: dict[str, Callable[[Callable[[], None]], None]] = {}
    exec(compile("def call(f):\n    f()\n", f"{OURS}probe.py", "exec"), names)
    return names["call"]


def printed(error: BaseException, capsys: pytest.CaptureFixture[str]) -> str:
    sys.excepthook(type(error), error, error.__traceback__)
    return capsys.readouterr().err


def test_it_is_printed_without_us_with_all_that_led_to_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    call = passing_through_us()

    def divide() -> None:
        1 / 0  # noqa: B018

    def wrap() -> None:
        try:
            call(divide)
        except ZeroDivisionError as error:
            raise ValueError("no gradient") from error

    with pytest.raises(ValueError, match="no gradient") as raised:
        call(wrap)
    assert OURS in "".join(traceback.format_exception(raised.value))
    leave_us_out_of_the_next()
    text = printed(raised.value, capsys)
    assert OURS not in text
    assert [line.strip().split("in ")[-1] for line in text.splitlines() if " in " in line] == [
        "wrap",
        "divide",
        "test_it_is_printed_without_us_with_all_that_led_to_it",
        "wrap",
    ]
    assert "ZeroDivisionError: division by zero" in text
    assert text.endswith("ValueError: no gradient\n")


def test_what_somebody_else_prints_errors_with_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def own(*arguments: object) -> None: ...

    monkeypatch.setattr(sys, "excepthook", own)
    leave_us_out_of_the_next()
    assert sys.excepthook is own
