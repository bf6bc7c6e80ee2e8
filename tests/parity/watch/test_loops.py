"""What is found in real small loops: nothing in those that are right, in the others what is wrong
with them, since when, and where."""

from __future__ import annotations

import pytest
from watch.corpus import Loop, findings_of, right_loops, wrong_loops


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
