"""How the tensors that gradients arrive at are found: as modules register them, behind a loss, and
in optimizers."""

from __future__ import annotations

from typing import Any

from microtui.watch.probe.graph import leaf_node, leaves_behind
from microtui.watch.probe.leaves import Leaves
from microtui.watch.probe.names import names_in
from microtui.watch.probe.places import Places
from microtui.watch.probe.registered import Registered


class Sightings:
    """Has `Leaves` know each."""

    def __init__(self, torch: Any, leaves: Leaves, places: Places, only: Any) -> None:
        self._torch = torch
        self._leaves = leaves
        self._places = places
        self._only = only
        self._registered = Registered(torch)
        self._leaf_node = leaf_node(torch)

    def install(self) -> None:
        self._registered.install()

    def remove(self) -> None:
        self._registered.remove()

    def before_backward(self, roots: tuple[Any, ...]) -> None:
        found = self._of_modules()
        for root in roots:
            found += leaves_behind(root, self._leaf_node)
        self._see(found, is_parameter=False)

    def in_optimizer(self, optimizer: Any) -> None:
        parameters = [each for group in optimizer.param_groups for each in group["params"]]
        self._see(parameters, is_parameter=True)

    def _of_modules(self) -> list[Any]:
        if self._only is None:
            return self._registered.take()
        return list(self._only.parameters())

    def _see(self, tensors: list[Any], is_parameter: bool) -> None:
        new = []
        for tensor in tensors:
            leaf = self._leaves.of(tensor)
            if leaf is None:
                new.append(tensor)
            elif is_parameter and not leaf.told.is_parameter:
                self._leaves.is_parameter(leaf)
        if self._only is not None:
            own = {id(each) for each in self._only.parameters()}
            new = [each for each in new if id(each) in own or not self._is_parameter(each)]
        if not new:
            return
        names = names_in(self._places.own_frames(), self._torch)
        for tensor in new:
            if tensor.requires_grad and tensor.is_leaf and self._leaves.of(tensor) is None:
                name = names.get(id(tensor), type(tensor).__name__.lower())
                self._leaves.add(tensor, name, is_parameter or self._is_parameter(tensor))

    def _is_parameter(self, tensor: Any) -> bool:
        return isinstance(tensor, self._torch.nn.Parameter)
