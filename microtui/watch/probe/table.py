"""The table of tensors in a reading."""

from __future__ import annotations

from microtui.watch.findings.ledger import Ledger
from microtui.watch.probe.tensors.leaves import Leaf, Leaves
from microtui.watch.reading import TensorReading

MOST_TENSORS = 300
"""Those with the largest gradients, where there are more."""


def in_table(leaves: Leaves) -> list[Leaf]:
    """In their own order."""
    if len(leaves) <= MOST_TENSORS:
        return list(leaves)
    largest = sorted(leaves, key=lambda leaf: -(leaf.grad or 0.0))[:MOST_TENSORS]
    return sorted(largest, key=lambda leaf: leaf.number)


def line_of(leaf: Leaf, ledger: Ledger) -> TensorReading:
    return TensorReading(
        number=leaf.number,
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
