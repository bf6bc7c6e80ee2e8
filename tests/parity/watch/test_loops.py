"""What is found in real small loops: nothing in those that are right, in the others what is wrong
with them, since when, and where.

How much a loop is looked at is set here. By itself it depends on how busy the machine is; what is
found may come later then, and may never be another thing."""

from __future__ import annotations

import math

import pytest
from watch.corpus import Loop, findings_of, right_loops, wrong_loops

from microtui.watch.probe import measuring


@pytest.fixture(autouse=True)
def is_all_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "FIRST_SECONDS", math.inf)
    monkeypatch.setattr(measuring, "SHARE", math.inf)


@pytest.fixture
def is_hardly_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short look at the beginning and one behind it, as where the machine is slow; it ends behind
    an odd step, since loops may do things in turn."""
    monkeypatch.setattr(measuring, "FIRST_STEPS", 5)
    monkeypatch.setattr(measuring, "SHARE", 1e-9)


@pytest.mark.parametrize("loop", right_loops(), ids=lambda loop: loop.name)
def test_nothing_is_found_in_a_loop_that_is_right(loop: Loop) -> None:
    assert findings_of(loop) == ()


@pytest.mark.parametrize("loop", wrong_loops(), ids=lambda loop: loop.name)
def test_what_is_wrong_with_a_loop_is_found_where_it_stands(loop: Loop) -> None:
    expected = loop.expected
    assert expected is not None
    findings = findings_of(loop)
    assert tuple(finding.kind for finding in findings) == expected.kinds, findings
    first = findings[0]
    assert (first.file, first.line) == (str(loop.file), expected.line)
    assert expected.since is None or first.since_step == expected.since


@pytest.mark.usefixtures("is_hardly_looked_at")
@pytest.mark.parametrize("loop", right_loops(), ids=lambda loop: loop.name)
def test_on_a_slow_machine_too_nothing_is_found_in_a_loop_that_is_right(loop: Loop) -> None:
    assert findings_of(loop) == ()


@pytest.mark.usefixtures("is_hardly_looked_at")
@pytest.mark.parametrize("loop", wrong_loops(), ids=lambda loop: loop.name)
def test_on_a_slow_machine_nothing_else_is_found(loop: Loop) -> None:
    expected = loop.expected
    assert expected is not None
    for finding in findings_of(loop)[:1]:
        assert finding.kind == expected.kinds[0]
        assert (finding.file, finding.line) == (str(loop.file), expected.line)
        assert expected.since is None or finding.since_step == expected.since
