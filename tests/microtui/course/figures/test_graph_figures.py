"""The figures of a graph and of the scratchpad, against Values that Python itself computes with."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lesson_moments import run_moment, scratchpad_moment, worth
from typed_formulas import Lines, lines

from engine import Value
from engine.arrays import quiet
from engine.errors import ConfigurationError
from engine.graph.sample_graph import sample_walk
from engine.graph.scratchpad.examples import EXAMPLES
from engine.graph.scratchpad.program import evaluate
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.course.figures.nodes import name_of
from microtui.course.moment import GraphSeen
from microtui.words.graph.node_names import name_of as name_on_screen
from microtui.words.graph.node_names import sign_of

LINES = """\
a = 2.0
b = a + a
c = b * -3.0
L = tanh(c / 10)
"""


def lecture() -> dict[str, Value]:
    a = Value(2.0)
    b = a + a
    c = b * -3.0
    d = c / 10
    result = d.tanh()
    result.backward()
    return {"a": a, "b": b, "c": c, "#3": d, "L": result}


def test_values_and_gradients_are_those_of_values() -> None:
    moment = scratchpad_moment(LINES)
    for name, value in lecture().items():
        assert worth(f'node("{name}").data', moment) == value.data
        assert worth(f'node("{name}").grad', moment) == value.grad
        assert worth(f'node("{name}").final_grad', moment) == value.grad
        assert worth(f'node("{name}").right_grad', moment) == value.grad
        assert worth(f'node("{name}").repr', moment) == repr(value)
    assert worth("result", moment) == lecture()["L"].data
    assert worth('node("-3.0").data', moment) == -3.0
    assert worth('node("x").data', moment) is None
    assert worth('node("#5").data', moment) is None


def test_a_graph_is_counted() -> None:
    moment = scratchpad_moment(LINES, chosen=0)
    assert worth("nodes", moment) == 7
    assert worth("operations", moment) == 4
    assert worth("walk_steps", moment) == 4 + 1 + 2 + 2 + 2 + 1
    assert worth("walk_step", moment) == worth("walk_steps", moment)
    assert worth("walking", moment) is False
    assert worth("walked and forward_done and not overwrites", moment) is True
    assert worth("chosen", moment) == "a"
    assert worth('node("a").uses', moment) == 2
    assert worth('node("b").uses', moment) == 1
    assert worth('node("L").uses', moment) == 0
    assert [worth(f'node("{name}").operation', moment) for name in ("a", "b", "#3", "L")] == [
        *("", "+", "/", "tanh"),
    ]


def test_what_the_walk_has_not_come_to_is_not_known() -> None:
    forward, backward = (scratchpad_moment(LINES, position=position) for position in (2, 5))
    at_start = scratchpad_moment(LINES, position=0)
    assert worth('node("a").data', at_start) == 2.0
    assert worth('node("b").data', at_start) is None
    assert worth("result", at_start) is None
    assert worth('node("b").repr', at_start) is None
    assert worth("walking and not forward_done and not walked", at_start) is True
    assert worth("walk_step", forward) == 2
    assert worth('node("c").data', forward) == -12.0
    assert worth('node("L").data', forward) is None
    assert worth('node("L").grad', forward) is None
    assert worth("forward_done and not walked", backward) is True
    assert worth('node("L").grad', backward) == 1.0
    assert worth('node("#3").grad', backward) is None
    assert worth('node("a").final_grad', backward) == lecture()["a"].grad


def test_of_a_value_used_twice_the_contributions_arrive_one_by_one() -> None:
    steps = 4 + 1 + 1 + 2 + 2
    grads = [
        worth('node("a").grad', scratchpad_moment(LINES, position=steps + done))
        for done in (0, 1, 2)
    ]
    whole = lecture()["a"].grad
    assert grads == [None, whole / 2, whole]


def test_with_the_mistake_one_contribution_is_lost_and_the_right_one_is_told_beside() -> None:
    moment = scratchpad_moment(LINES, overwrites=True)
    whole = lecture()["a"].grad
    assert worth("overwrites", moment) is True
    assert worth('node("a").grad', moment) == whole / 2
    assert worth('node("a").final_grad', moment) == whole / 2
    assert worth('node("a").right_grad', moment) == whole


def test_a_name_given_anew_is_the_last_of_that_name() -> None:
    moment = scratchpad_moment("a = 2.0\na = a*3\nb = c = a + 1")
    assert worth('node("a").data', moment) == 6.0
    assert worth('node("b").data', moment) == 7.0
    assert worth('node("b = c").data', moment) == 7.0
    assert worth('number("a")', moment) == 2.0
    twice = scratchpad_moment("a = 2.0\na = 3.0\nb = a*a", h=0.5)
    assert worth('number("a")', twice) == 3.0
    assert worth('slope("a")', twice) == (3.5**2 - 3.0**2) / 0.5


def test_what_a_run_carries_over_is_in_a_gradient_before_backward_comes() -> None:
    configuration = Configuration(samples=20, hidden=(2,), batch_size=5, zero_grad=False)
    recording = Recording.begin(configuration)
    for _ in range(4):
        recording.run("phase")
    with quiet():
        walk = sample_walk(recording.training, 0)
    moment = replace(run_moment(recording), graph=GraphSeen(walk, 0, 0, unfolded=3))
    held = recording.training.model.gradients[0]
    assert worth('node("0.0.w[0]").grad', moment) == held != 0.0
    assert worth('node("loss").grad', moment) is None
    assert worth('node("n0.1").data', moment) is None
    assert worth("unfolded", moment) == 3


@pytest.mark.parametrize("name", EXAMPLES)
def test_nodes_are_called_as_on_the_screen(name: str) -> None:
    graph = evaluate(EXAMPLES[name].text).graph
    moment = scratchpad_moment(EXAMPLES[name].text)
    for number, node in enumerate(graph.nodes):
        shown = name_on_screen(graph, number)
        assert name_of(graph, number) == shown
        if sum(name_on_screen(graph, each) == shown for each in range(len(graph.nodes))) == 1:
            assert worth(f'node("{shown}").data', moment) == node.data
            assert worth(f'node("{shown}").operation', moment) == sign_of(node.operation)


@settings(max_examples=15, deadline=None)
@given(lines)
def test_whatever_is_typed_its_nodes_have_the_names_on_the_screen(typed: Lines) -> None:
    with quiet():
        try:
            graph = evaluate(typed.typed).graph
        except ConfigurationError:
            return
    for number in range(len(graph.nodes)):
        assert name_of(graph, number) == name_on_screen(graph, number)


def test_a_slope_is_found_by_nudging() -> None:
    moment = scratchpad_moment("x = 3.0\ny = 3*x**2 - 4*x + 5", h=0.01)

    def f(x: float) -> float:
        return 3 * x**2 - 4 * x + 5

    assert worth("h", moment) == 0.01
    assert worth("scratchpad_rate", moment) == 0.01
    assert worth("is_formula", moment) is True
    assert worth('number("x")', moment) == 3.0
    assert worth('slope("x")', moment) == pytest.approx((f(3.01) - f(3.0)) / 0.01, rel=1e-12)
    for h in (0.1, 1e-6, -0.001):
        slope = worth(f'slope_with("x", {h})', moment)
        assert slope == pytest.approx((f(3.0 + h) - f(3.0)) / h, rel=1e-9)
    assert worth('abs(slope_with("x", 0.000001) - node("x").grad) < 0.001', moment) is True


def test_a_slope_that_there_is_not_is_none() -> None:
    moment = scratchpad_moment("x = 3.0\nz = 1.0\ny = 3*x**2")
    assert worth('slope("y")', moment) is None
    assert worth('slope("q")', moment) is None
    assert worth('slope("z")', moment) == 0.0
    assert worth('slope_with("x", 1 / 0)', moment) is None
    nothing = worth('slope_with("x", 0)', moment)
    assert isinstance(nothing, float)
    assert nothing != nothing


def test_single_is_what_32_bits_hold_of_a_number() -> None:
    moment = scratchpad_moment("b = 6.8813735870195432\nc = 2.0\no = b*c")
    (held,) = struct.unpack("f", struct.pack("f", 6.8813735870195432))
    assert worth('single(number("b"))', moment) == held != 6.8813735870195432
    assert worth('single(number("c"))', moment) == 2.0
    assert worth("single(1e300)", moment) == float("inf")
    assert worth('single(number("q"))', moment) is None


def test_lines_that_are_no_formula_have_no_figures() -> None:
    moment = scratchpad_moment("")
    assert worth("is_formula", moment) is False
    assert worth('number("a")', moment) is None
    assert worth('slope("a")', moment) is None
    assert worth("result", moment) is None
    assert worth('torch_grad("a")', moment) is None
    assert worth("h", moment) == 0.001
