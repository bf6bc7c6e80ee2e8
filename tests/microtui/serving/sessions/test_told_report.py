"""What of a program's report a page may show."""

from __future__ import annotations

from dataclasses import asdict, fields

import pytest

from microtui.serving.sessions.told_report import told_report
from microtui.words.classroom.run_report import RunReport


def test_a_report_of_ours_is_told_as_it_is() -> None:
    report = RunReport(
        "run",
        "9 · step 3 of 7",
        "moons",
        "2-4-1",
        340,
        0.25,
        0.98,
        False,
        ("= for +=",),
        ("a → b",),
    )
    # On its way it is JSON, where there are lists only.
    sent = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(report).items()
    }
    assert told_report(sent) == sent


def test_before_a_program_has_told_anything_there_is_none() -> None:
    assert told_report(None) is None


def test_what_a_report_leaves_out_is_there_with_nothing_in_it() -> None:
    told = told_report({})
    assert told is not None
    assert set(told) == {each.name for each in fields(RunReport)}
    assert told["zero_grad"] is None
    assert told["changed"] == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("dataset", "a\x1b[31m\u202eb", "a?[31m?b"),
        ("dataset", "x" * 1000, "x" * 80),
        ("dataset", {"a": "b"}, ""),
        ("lesson", "", None),
        ("lesson", 5, None),
        ("epoch", -1, 0),
        ("epoch", True, 0),
        ("epoch", 10**400, 0),
        ("epoch", "7", 0),
        ("loss", float("nan"), None),
        ("loss", float("inf"), None),
        ("loss", 10**400, None),
        ("loss", 1, 1.0),
        ("loss", "0.5", None),
        ("zero_grad", 0, None),
        ("playing", 1, False),
        ("changed", "abc", []),
        ("changed", [None, "a → b"], ["", "a → b"]),
        ("changed", ["x"] * 1000, ["x"] * 16),
    ],
)
def test_a_value_that_is_none_of_its_kind_is_left_out(
    name: str, value: object, told: object
) -> None:
    report = told_report({name: value})
    assert report is not None
    assert report[name] == told
