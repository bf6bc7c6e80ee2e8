"""What happens in a training loop, told in plain data in the order in which it happens: the only
thing that passes from what knows PyTorch (`microtui.watch.probe`) to what judges
(`microtui.watch.findings`)."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A line of the user's own code."""

    file: str
    line: int


class WatchedTensor(NamedTuple):
    """A leaf that gradients arrive at; its number is its place in the order of first sight."""

    name: str
    """As the script calls it: `net.fc1.weight`."""
    shape: tuple[int, ...]
    is_parameter: bool
    """Whether a module or an optimizer holds it; inputs that ask for a gradient do not count."""
    is_of_module: bool = True
    """Whether it is an `nn.Parameter`; an image that is itself what is trained is none."""


class WatchedOptimizer(NamedTuple):
    """An optimizer that has taken a step; its number is its place in the order of first sight."""

    name: str
    """Of its class: `SGD`."""
    tensors: frozenset[int]
    """Those of its tensors that ask for a gradient."""


class Gradient(NamedTuple):
    """What one backward did to the gradient of one tensor."""

    tensor: int
    held: bool | None
    """Whether `.grad` held anything but zeros when it came; None where nobody has looked."""
    carried: float | None
    """The norm of what it held: 0.0 where it was clear."""
    added: float | None
    """The norm of what this backward added."""
    grad: float | None
    """The norm of `.grad` behind it."""


class Backward(NamedTuple):
    """A backward that has run to its end."""

    number: int
    """From 1, over the whole script."""
    place: Place
    loss: float | None
    """Of the tensor that it was called on; None where nobody has looked."""
    during_step: int | None
    """The optimizer that called it from within its step, as LBFGS does."""
    gradients: tuple[Gradient, ...]


class Cleared(NamedTuple):
    """`zero_grad` was called, on an optimizer or on a module; what is cleared by hand shows only in
    what the next backward finds held."""

    place: Place
    tensors: frozenset[int]


class Step(NamedTuple):
    """The parameters have been moved."""

    number: int
    """From 1, over the whole script and all optimizers."""
    optimizer: int | None
    """None where it was done by hand, which shows only when the next backward finds it done."""
    tensors: frozenset[int]
    """What was to be moved: all of the optimizer's, or those that did move."""
    place: Place
    rates: tuple[float, ...]
    """The learning rate of each group; none for a step by hand."""
    held: dict[int, float]
    """By tensor, where anybody has looked: the norm of `.grad` as the step found it, 0.0 where it
    was clear."""
    moved: dict[int, bool]
    """By tensor, where anybody has looked: whether it is now another than before."""
