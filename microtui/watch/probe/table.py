"""The table of tensors in a reading."""

from __future__ import annotations

from microtui.watch.findings.ledger import Ledger
from microtui.watch.probe.tensors.leaves import Leaf
from microtui.watch.reading import TensorReading

MOST_TENSORS = 300
"""The first ones: their lines stay where they are, and a line's number is the tensor's."""


def line_of(leaf: Leaf, ledger: Ledger) -> TensorReading:
    return TensorReading(
        name=leaf.told.name,
        shape=leaf.told.shape,
        optimizer=leaf.optimizer,
        weight=leaf.weight,
        carried=leaf.carried,
        added=leaf.added,
        grad=leaf.grad,
        backwards=ledger.backwards_in(leaf.number),
        is_stale=ledger.is_stale(leaf.number),
    )
