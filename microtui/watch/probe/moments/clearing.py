"""Which tensors a zero_grad clears."""

from __future__ import annotations

import weakref
from typing import Any, NamedTuple

from microtui.watch.probe.tensors.leaves import Leaves
from microtui.watch.probe.tensors.sightings import Sightings


class Holding(NamedTuple):
    """What an optimizer or a module held when somebody looked last."""

    owner: weakref.ref[Any]
    changes: int
    numbers: frozenset[int]


class Clearing:
    """To go through a module takes as long as to clear it, so it is not done each time."""

    def __init__(self, torch: Any, leaves: Leaves, sightings: Sightings) -> None:
        self._module = torch.nn.Module
        self._leaves = leaves
        self._sightings = sightings
        self._holdings: dict[int, Holding] = {}

    def cleared(self, owner: Any) -> frozenset[int]:
        """By an optimizer or a module."""
        changes = self._sightings.changes
        holding = self._holdings.get(id(owner))
        if holding is None or holding.changes != changes or holding.owner() is not owner:
            holding = Holding(weakref.ref(owner), changes, self._numbers(owner))
            self._holdings = {
                key: each for key, each in self._holdings.items() if each.owner() is not None
            }
            self._holdings[id(owner)] = holding
        return holding.numbers

    def _numbers(self, owner: Any) -> frozenset[int]:
        if isinstance(owner, self._module):
            tensors = list(owner.parameters())
        else:
            tensors = [each for group in owner.param_groups for each in group["params"]]
        leaves = (self._leaves.of(each) for each in tensors)
        return frozenset(leaf.number for leaf in leaves if leaf is not None)
