"""Examples to load by name: those of the lecture, and the one of micrograd's README."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import require_name

LECTURE = "Karpathy, The spelled-out intro to neural networks and backpropagation"


@dataclass(frozen=True)
class Example:
    name: str
    title: str
    source: str
    """Where it comes from, and from which part of that."""
    text: str


SUM_OF_A_NEURON = """\
# inputs x1, x2
x1 = 2.0
x2 = 0.0
# weights w1, w2
w1 = -3.0
w2 = 1.0
# bias of the neuron
b = 6.8813735870195432
# x1*w1 + x2*w2 + b
x1w1 = x1*w1
x2w2 = x2*w2
x1w1x2w2 = x1w1 + x2w2
n = x1w1x2w2 + b
"""

EXAMPLES = {
    each.name: each
    for each in (
        Example(
            "lecture",
            "L = d*f, the first graph",
            f"{LECTURE}: manual backpropagation, example 1",
            """\
a = 2.0
b = -3.0
c = 10.0
e = a*b
d = e + c
f = -2.0
L = d * f
""",
        ),
        Example(
            "slope",
            "the slope of a parabola at one point",
            f"{LECTURE}: the derivative of a simple function with one input",
            """\
x = 3.0             # nudge it, and see by how much y changes
y = 3*x**2 - 4*x + 5
""",
        ),
        Example(
            "neuron",
            "a neuron with two inputs",
            f"{LECTURE}: manual backpropagation, example 2",
            f"{SUM_OF_A_NEURON}o = n.tanh()\n",
        ),
        Example(
            "neuron-exp",
            "the same neuron with tanh in its parts",
            f"{LECTURE}: breaking up tanh, exercising with more operations",
            f"""{SUM_OF_A_NEURON}\
# tanh(n), spelled out
e = (2*n).exp()
o = (e - 1) / (e + 1)
""",
        ),
        Example(
            "twice",
            "a value that is used twice",
            f"{LECTURE}: fixing a backprop bug when one node is used multiple times",
            """\
a = 3.0
b = a + a   # both uses add to a.grad: 2.0, not 1.0
""",
        ),
        Example(
            "twice-apart",
            "two values that are each used in two places",
            f"{LECTURE}: fixing a backprop bug when one node is used multiple times",
            """\
a = -2.0
b = 3.0
d = a * b
e = a + b
f = d * e   # what comes through d and through e adds up
""",
        ),
        Example(
            "readme",
            "a bit of everything",
            "micrograd's README, example usage, https://github.com/karpathy/micrograd",
            """\
a = -4.0
b = 2.0
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f   # 24.7041, with a.grad 138.8338 and b.grad 645.5773
""",
        ),
    )
}


def example_named(name: str) -> Example:
    """Raises `ConfigurationError` for a name that is not there."""
    require_name("example", name, EXAMPLES)
    return EXAMPLES[name]
