"""Random expressions over numbers of any kind that has the operators and methods of `Value`.

Every operation may use any earlier result again, so graphs have shared parts at all depths. Where
a result could grow beyond `LARGEST`, it goes through tanh first: what is large has no digits left
to compare.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

LEAVES = 3
LARGEST = 8.0

leaves = st.lists(st.floats(-1.5, 1.5), min_size=LEAVES, max_size=LEAVES)


@dataclass(frozen=True)
class Operation:
    """What is computed of two earlier results, and how large that can be at most."""

    function: Callable[[Any, Any], Any]
    bound: Callable[[float, float], float]


OPERATIONS = {
    "a + b": Operation(lambda a, b: a + b, lambda a, b: a + b),
    "a - b": Operation(lambda a, b: a - b, lambda a, b: a + b),
    "a * b": Operation(lambda a, b: a * b, lambda a, b: a * b),
    "a / (b² + 0.5)": Operation(lambda a, b: a / (b * b + 0.5), lambda a, b: 2.0 * a),
    "2 - 3 a": Operation(lambda a, b: 2 - 3 * a, lambda a, b: 2.0 + 3.0 * a),
    "1 / (a² + 0.5)": Operation(lambda a, b: 1 / (0.5 + a * a), lambda a, b: 2.0),
    "-a / 2": Operation(lambda a, b: -a / 2, lambda a, b: 0.5 * a),
    "a³": Operation(lambda a, b: a**3, lambda a, b: a**3),
    "√(a² + 0.5)": Operation(lambda a, b: (a**2 + 0.5) ** 0.5, lambda a, b: a + 1.0),
    "√(a² + 0.5) by name": Operation(lambda a, b: (a**2 + 0.5).sqrt(), lambda a, b: a + 1.0),
    "sin": Operation(lambda a, b: a.sin(), lambda a, b: 1.0),
    "cos": Operation(lambda a, b: a.cos(), lambda a, b: 1.0),
    "|a|": Operation(lambda a, b: abs(a), lambda a, b: a),
    "max(a, b)": Operation(lambda a, b: max(a, b), max),
    "exp": Operation(lambda a, b: a.exp(), lambda a, b: 2.72**a),
    "log(a² + 0.5)": Operation(lambda a, b: (a * a + 0.5).log(), lambda a, b: 1.0 + a),
    "tanh": Operation(lambda a, b: a.tanh(), lambda a, b: 1.0),
    "sigmoid": Operation(lambda a, b: a.sigmoid(), lambda a, b: 1.0),
    "relu": Operation(lambda a, b: a.relu(), lambda a, b: a),
}


@dataclass(frozen=True)
class Expression:
    """A list of steps: an operation, and which two of the results so far it is given."""

    steps: tuple[tuple[str, int, int], ...]

    def __call__(self, numbers: list[Any]) -> list[Any]:
        """All results, the given numbers first; the last is the expression's own."""
        results, bounds = list(numbers), [1.5] * len(numbers)
        for name, i, j in self.steps:
            i, j = i % len(results), j % len(results)
            operation = OPERATIONS[name]
            a, b, bound = results[i], results[j], operation.bound(bounds[i], bounds[j])
            if bound > LARGEST:
                a, b, bound = a.tanh(), b.tanh(), operation.bound(1.0, 1.0)
            results.append(operation.function(a, b))
            bounds.append(bound)
        return results

    def kinks(self, numbers: list[float], results: list[float]) -> list[float]:
        """How far from its kink each relu, absolute value and maximum was."""
        distances = []
        for step, (name, i, j) in enumerate(self.steps):
            a, b = (results[k % (len(numbers) + step)] for k in (i, j))
            if name in ("relu", "|a|"):
                distances.append(abs(a))
            if name == "max(a, b)":
                distances.append(abs(a - b))
        return distances


index = st.integers(0, 60)
expressions = st.builds(
    Expression,
    st.lists(
        st.tuples(st.sampled_from(list(OPERATIONS)), index, index), min_size=1, max_size=30
    ).map(tuple),
)
