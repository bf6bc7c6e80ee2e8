"""What is found in real small loops: nothing in those that are right, in the others what is wrong
with them, since when, and where."""

from __future__ import annotations

import pytest
from watch.corpus import Loop, findings_of, right_loops, wrong_loops

CONSEQUENCES = {"loss_rises", "loss_not_finite"}


@pytest.mark.parametrize("loop", right_loops(), ids=lambda loop: loop.name)
def test_nothing_is_found_in_a_loop_that_is_right(loop: Loop) -> None:
    assert findings_of(loop) == ()


@pytest.mark.parametrize("loop", wrong_loops(), ids=lambda loop: loop.name)
def test_what_is_wrong_with_a_loop_is_found_where_it_stands(loop: Loop) -> None:
    expected = loop.expected
    assert expected is not None
    findings = findings_of(loop)
    (found,) = [
        finding for finding in findings if finding.kind not in CONSEQUENCES - {expected.kind}
    ]
    assert (found.kind, found.line) == (expected.kind, expected.line), findings
    assert found.file == str(loop.file)
    if expected.since is not None:
        assert found.since_step == expected.since
