"""A scalar that remembers where it came from, and so can say how the result depends on it.

In the manner of Andrej Karpathy's micrograd (https://github.com/karpathy/micrograd). Every
operation is one line of mathematics: its result, what it was made of, and the derivative of the
result by each of these. `backward` then needs one rule only, the chain rule.
"""

from __future__ import annotations

import reprlib
from numbers import Real
from typing import NoReturn

from engine.formulas.activations import RELU, SIGMOID, TANH, Activation
from engine.formulas.elementary import (
    FLOATS,
    cosine,
    exponential,
    logarithm,
    power,
    quotient,
    sign,
    sine,
    square_root,
)


class Value:
    """A number in a graph of operations.

    `data` is the number; `grad` is the derivative of a later result by it, once `backward` has
    been called on that result. Both are floats; `grad` starts at 0.0, and backward adds to it.

    `parents` are the values that an operation was given, `derivatives` holds d(data)/d(parent) for
    each of them, and `operation` says which it was; a leaf has none of these. `label` is a name to
    show it by. Values compare by their data (`<`, `max(a, b)`), but each is equal only to itself.
    """

    __slots__ = ("data", "derivatives", "grad", "label", "operation", "parents")

    def __init__(
        self,
        data: float,
        parents: tuple[Value, ...] = (),
        derivatives: tuple[float, ...] = (),
        operation: str = "",
        label: str = "",
    ) -> None:
        """Raises `TypeError` for what is no real number."""
        self.data = data if type(data) is float else number(data)
        self.grad = 0.0
        self.parents = parents
        self.derivatives = derivatives
        self.operation = operation
        self.label = label

    # -- arithmetic ------------------------------------------------------------------------------

    def __add__(self, other: Value | float) -> Value:
        b = other if isinstance(other, Value) else Value(other)
        return Value(self.data + b.data, (self, b), (1.0, 1.0), "+")

    def __sub__(self, other: Value | float) -> Value:
        b = other if isinstance(other, Value) else Value(other)
        return Value(self.data - b.data, (self, b), (1.0, -1.0), "-")

    def __mul__(self, other: Value | float) -> Value:
        b = other if isinstance(other, Value) else Value(other)
        return Value(self.data * b.data, (self, b), (b.data, self.data), "*")

    def __truediv__(self, other: Value | float) -> Value:
        b = other if isinstance(other, Value) else Value(other)
        y = quotient(self.data, b.data)
        return Value(y, (self, b), (quotient(1.0, b.data), quotient(-y, b.data)), "/")

    def __pow__(self, exponent: float) -> Value:
        if not isinstance(exponent, Real):
            raise TypeError(
                "the exponent of a Value must be an int or a float, "
                f"got {type(exponent).__name__} {exponent!r}"
            )
        x, n = self.data, float(exponent)
        derivative = n * power(x, n - 1.0) if n else 0.0
        return Value(power(x, n), (self,), (derivative,), f"**{exponent}")

    def __neg__(self) -> Value:
        return Value(-self.data, (self,), (-1.0,), "neg")

    def __abs__(self) -> Value:
        return Value(abs(self.data), (self,), (sign(self.data),), "abs")

    def __radd__(self, other: float) -> Value:
        return Value(other) + self

    def __rsub__(self, other: float) -> Value:
        return Value(other) - self

    def __rmul__(self, other: float) -> Value:
        return Value(other) * self

    def __rtruediv__(self, other: float) -> Value:
        return Value(other) / self

    def __rpow__(self, other: float) -> NoReturn:
        raise TypeError(
            f"the exponent of {other!r} must be an int or a float, got Value {self!r}: "
            "write a**x as (x * math.log(a)).exp()"
        )

    # -- functions -------------------------------------------------------------------------------

    def exp(self) -> Value:
        y = exponential(self.data)
        return Value(y, (self,), (y,), "exp")

    def log(self) -> Value:
        """The natural logarithm: -inf at 0, NaN below."""
        return Value(logarithm(self.data), (self,), (quotient(1.0, self.data),), "log")

    def sqrt(self) -> Value:
        y = square_root(self.data)
        return Value(y, (self,), (quotient(0.5, y),), "sqrt")

    def sin(self) -> Value:
        return Value(sine(self.data), (self,), (cosine(self.data),), "sin")

    def cos(self) -> Value:
        return Value(cosine(self.data), (self,), (-sine(self.data),), "cos")

    def activate(self, activation: Activation) -> Value:
        y = activation.function(FLOATS, self.data)
        return Value(y, (self,), (activation.derivative(FLOATS, y),), activation.name)

    def tanh(self) -> Value:
        return self.activate(TANH)

    def relu(self) -> Value:
        return self.activate(RELU)

    def sigmoid(self) -> Value:
        return self.activate(SIGMOID)

    def softplus(self) -> Value:
        """log(1 + eˣ), arranged so that e is never raised to a positive power."""
        if self.data <= 0.0:
            return (1.0 + self.exp()).log()
        return self + (1.0 + (-self).exp()).log()

    # -- comparisons -----------------------------------------------------------------------------

    def __lt__(self, other: Value | float) -> bool:
        return self.data < data_of(other)

    def __le__(self, other: Value | float) -> bool:
        return self.data <= data_of(other)

    def __gt__(self, other: Value | float) -> bool:
        return self.data > data_of(other)

    def __ge__(self, other: Value | float) -> bool:
        return self.data >= data_of(other)

    # -- the chain rule --------------------------------------------------------------------------

    def backward(self) -> None:
        """Add d(self)/d(leaf) to the `grad` of every leaf that `self` was made from.

        A leaf's `grad` is added to, never set: what an earlier backward left in it stays there.
        The values in between start from zero each time, as in PyTorch.
        """
        order = topological_order(self)
        for node in order:
            node.grad = 0.0
        self.grad += 1.0
        for node in reversed(order):
            for parent, derivative in zip(node.parents, node.derivatives, strict=True):
                parent.grad += derivative * node.grad

    # -- how it is shown -------------------------------------------------------------------------

    @property
    def _prev(self) -> set[Value]:
        """The parents by their name in micrograd, which the lecture's drawing cells use."""
        return set(self.parents)

    @property
    def _op(self) -> str:
        return self.operation

    def __repr__(self) -> str:
        return f"Value(data={shown(self.data)}, grad={shown(self.grad)})"


def topological_order(result: Value) -> list[Value]:
    """The operations that led to `result`, each after those it was made from; leaves left out.

    Depth first, with a list in place of recursion, so that a graph may be deeper than Python's
    stack. `path` holds the operations under way; None in `to_visit` says that all that the last
    of them was made from is in the order by now, and that its own turn has come.
    """
    order: list[Value] = []
    path: list[Value] = []
    visited: set[Value] = set()
    to_visit: list[Value | None] = [result] if result.parents else []
    while to_visit:
        node = to_visit.pop()
        if node is None:
            order.append(path.pop())
        elif node not in visited:
            visited.add(node)
            path.append(node)
            to_visit.append(None)
            for parent in node.parents:
                if parent.parents and parent not in visited:
                    to_visit.append(parent)
    return order


def number(data: object) -> float:
    """A number of any real type, NumPy's included, as Python's float."""
    if not isinstance(data, Real):
        raise TypeError(
            f"a Value holds one real number, such as 2.0, got {type(data).__name__} "
            f"{reprlib.repr(data)}"
        )
    return float(data)


def data_of(other: Value | float) -> float:
    return other.data if isinstance(other, Value) else number(other)


def shown(number: float) -> str:
    """Four decimals, or four digits where these would say nothing: `1.5000`, `1e-09`, `1e+300`."""
    is_moderate = number == 0.0 or 0.001 <= abs(number) < 1e6
    return f"{number:.4f}" if is_moderate else f"{number:.4g}"
