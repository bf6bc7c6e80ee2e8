"""The same text with other numbers: what is nudged is what was typed."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from typed_formulas import Lines, lines

from engine.errors import ConfigurationError
from engine.graph.scratchpad.program import Leaf, evaluate, with_numbers

finite = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=60, deadline=None)
@given(lines, st.data())
def test_numbers_read_back_bit_for_bit_and_nothing_else_changes(
    program: Lines, data: st.DataObject
) -> None:
    # Which way softplus is computed depends on the sign of what it is given.
    assume("softplus" not in program.typed)
    before = evaluate(program.typed)
    numbers = data.draw(
        st.lists(finite, min_size=len(before.leaves), max_size=len(before.leaves)), label="numbers"
    )
    text = with_numbers(program.typed, before.leaves, numbers)
    after = evaluate(text)
    assert [repr(leaf.data) for leaf in after.leaves] == [repr(number) for number in numbers]
    assert after.leaf_nodes == before.leaf_nodes
    assert [(node.name, node.operation, node.parents) for node in after.graph.nodes] == [
        (node.name, node.operation, node.parents) for node in before.graph.nodes
    ]
    back = with_numbers(text, after.leaves, [leaf.data for leaf in before.leaves])
    assert evaluate(back).graph.result.data == pytest.approx(
        before.graph.result.data, rel=0.0, abs=0.0, nan_ok=True
    )


def test_all_but_the_numbers_stays_as_typed() -> None:
    text = "a =2.0;  b = -3.0 # two\nL = ( 2*a +\n 10 )*b**2"
    leaves = evaluate(text).leaves
    changed = with_numbers(text, leaves, [2.5, 1e-9, 2.0, -0.1])
    assert changed == "a =2.5;  b = 1e-09 # two\nL = ( 2*a +\n -0.1 )*b**2"


def test_a_number_that_stays_keeps_its_spelling() -> None:
    text = "a = 1_000; b = 2*a + .5"
    assert with_numbers(text, evaluate(text).leaves, [1000.0, 2.0, 0.5]) == text


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("3**2", "(-1.5)**2"),
        ("3 ** 2", "(-1.5) ** 2"),
        ("3.0.tanh()", "(-1.5).tanh()"),
        ("(3 # a comment\n ** 2)", "((-1.5) # a comment\n ** 2)"),
        ("-3**2", "-(-1.5)**2"),
        ("(3)**2", "(-1.5)**2"),
        ("--3", "-1.5"),
        ("-(3)", "-1.5"),
    ],
)
def test_a_minus_sign_stays_with_its_number(text: str, changed: str) -> None:
    assert with_numbers(text, evaluate(text).leaves, [-1.5]) == changed
    assert evaluate(changed).leaves[0].data == -1.5


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_what_is_not_finite_cannot_be_typed(number: float) -> None:
    with pytest.raises(ConfigurationError, match=f"a must be a finite number .* got {number}"):
        with_numbers("a = 2.0", [Leaf("a", 2.0, 4, 7)], [number])
