"""A scalar that remembers where it came from, and so can say how the result depends on it.

In the manner of Andrej Karpathy's micrograd (https://github.com/karpathy/micrograd). Every
operation is one line of mathematics: its result, what it was made of, and the derivative of the
result by each of these. `backward` then needs one rule only, the chain rule.
"""

from __future__ import annotations

from engine.formulas.activations import RELU, SIGMOID, TANH, Activation
from engine.formulas.elementary import FLOATS, exponential, logarithm, power


class Value:
    """A number in a graph of operations.

    `data` is the number; `grad` is the derivative of a later result by it, once `backward` has
    been called on that result. Both are floats; `grad` starts at 0.0, and backward adds to it.
    """

    __slots__ = ("_derivatives", "_operation", "_parents", "_visited", "data", "grad")

    def __init__(
        self,
        data: float,
        parents: tuple[Value, ...] = (),
        derivatives: tuple[float, ...] = (),
        operation: str = "",
    ) -> None:
        """`derivatives` holds d(data)/d(parent) for each of `parents`; a leaf has neither."""
        self.data = data
        self.grad = 0.0
        self._parents = parents
        self._derivatives = derivatives
        self._operation = operation
        self._visited = False

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
        return self * (other if isinstance(other, Value) else Value(other)) ** -1

    def __pow__(self, exponent: float) -> Value:
        if not isinstance(exponent, (int, float)):
            raise TypeError(
                "the exponent of a Value must be an int or a float, "
                f"got {type(exponent).__name__} {exponent!r}"
            )
        x, n = self.data, exponent
        return Value(power(x, n), (self,), (n * power(x, n - 1),), f"**{n}")

    def __neg__(self) -> Value:
        return Value(-self.data, (self,), (-1.0,), "neg")

    def __radd__(self, other: float) -> Value:
        return Value(other) + self

    def __rsub__(self, other: float) -> Value:
        return Value(other) - self

    def __rmul__(self, other: float) -> Value:
        return Value(other) * self

    def __rtruediv__(self, other: float) -> Value:
        return Value(other) / self

    def exp(self) -> Value:
        y = exponential(self.data)
        return Value(y, (self,), (y,), "exp")

    def log(self) -> Value:
        """The natural logarithm: -inf at 0, NaN below."""
        return Value(logarithm(self.data), (self,), (power(self.data, -1),), "log")

    def activate(self, activation: Activation) -> Value:
        y = activation.function(FLOATS, self.data)
        return Value(y, (self,), (activation.derivative(FLOATS, y),), activation.name)

    def tanh(self) -> Value:
        return self.activate(TANH)

    def relu(self) -> Value:
        return self.activate(RELU)

    def sigmoid(self) -> Value:
        return self.activate(SIGMOID)

    def backward(self) -> None:
        """Add d(self)/d(leaf) to the `grad` of every leaf that `self` was made from.

        A leaf's `grad` is added to, never set: what an earlier backward left in it stays there.
        The values in between start from zero each time, as in PyTorch.
        """
        order = topological_order(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            out = node.grad
            for parent, derivative in zip(node._parents, node._derivatives, strict=True):
                parent.grad += derivative * out

    def __repr__(self) -> str:
        return f"Value(data={self.data:.4f}, grad={self.grad:.4f})"


def topological_order(result: Value) -> list[Value]:
    """The operations that led to `result`, each after those it was made from; leaves left out.

    Depth first, with a list in place of recursion, so that a graph may be deeper than Python's
    stack. `path` holds the operations under way; None in `to_visit` says that all that the last
    of them was made from is in the order by now, and that its own turn has come.
    """
    order: list[Value] = []
    path: list[Value] = []
    to_visit: list[Value | None] = [result]
    while to_visit:
        node = to_visit.pop()
        if node is None:
            order.append(path.pop())
        elif not node._visited:
            node._visited = True
            path.append(node)
            to_visit.append(None)
            for parent in node._parents:
                if parent._parents and not parent._visited:
                    to_visit.append(parent)
    for node in order:
        node._visited = False
    return order
