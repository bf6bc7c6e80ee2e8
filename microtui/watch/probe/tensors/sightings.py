"""How the tensors that gradients arrive at are found: as modules register them, behind a loss, and
in optimizers."""

from __future__ import annotations

import time
import weakref
from typing import Any

from microtui.watch.events import Place
from microtui.watch.probe.attempts import Try
from microtui.watch.probe.places import Places
from microtui.watch.probe.tensors.graph import leaf_node, leaves_behind
from microtui.watch.probe.tensors.leaves import Leaves
from microtui.watch.probe.tensors.names import Names
from microtui.watch.probe.tensors.registered import Registered

FIRST_LOOKS = 20
"""At the graphs of losses of one line; then they are gone through where there is time."""

SHARE = 0.005
"""Of the time, that this may take from then on."""


class Sightings:
    """Has `Leaves` know each."""

    def __init__(self, torch: Any, leaves: Leaves, places: Places, only: Any, attempt: Try) -> None:
        self._torch = torch
        self._leaves = leaves
        self._places = places
        self._only = None if only is None else weakref.ref(only)
        self._registered = Registered(torch, attempt)
        self._names = Names(torch, places)
        self._leaf_node = leaf_node(torch)
        self._looks: dict[Place, int] = {}
        self._next_look = 0.0
        self._claims = 0
        self._optimized: dict[int, weakref.ref[Any]] = {}

    def install(self) -> None:
        self._registered.install()

    def remove(self) -> None:
        self._registered.remove()

    def before_backward(self, roots: tuple[Any, ...], place: Place, is_measured: bool) -> None:
        """Find those that it may reach."""
        found = self._registered.take() if self._only is None else []
        looks = self._looks.get(place, 0)
        began = time.perf_counter()
        if is_measured or looks < FIRST_LOOKS or began >= self._next_look:
            found += self._own()
            for root in roots:
                found += leaves_behind(root, self._leaf_node)
            self._next_look = began + (time.perf_counter() - began) / SHARE
            self._looks[place] = looks + 1
        if found and self._see(found, is_parameter=False):
            # What is new here each time would not be seen by looking now and then.
            self._looks[place] = 0

    def in_optimizer(self, optimizer: Any) -> None:
        """One that takes a step."""
        parameters = [each for group in optimizer.param_groups for each in group["params"]]
        self._see(parameters, is_parameter=True)

    def claimed(self, parameters: list[Any]) -> None:
        """By an optimizer that is being made: not to be numbered before a gradient arrives."""
        self._claims += 1
        for parameter in parameters:
            self._optimized[id(parameter)] = weakref.ref(parameter)
            leaf = self._leaves.of(parameter)
            if leaf is not None:
                leaf.is_in_optimizer = True

    @property
    def changes(self) -> int:
        """Another number where a module or an optimizer may hold other tensors than before."""
        return self._claims + self._registered.changes + self._leaves.changes

    def name_of_module(self, module: Any) -> str:
        return self._names.of_modules().get(id(module)) or type(module).__name__

    def names_of_modules(self) -> dict[int, str]:
        """By their id."""
        return self._names.of_modules()

    def _see(self, tensors: list[Any], is_parameter: bool) -> bool:
        """Whether there was any that is no parameter."""
        new = []
        for tensor in tensors:
            leaf = self._leaves.of(tensor)
            if leaf is None:
                new.append(tensor)
            elif is_parameter:
                leaf.is_in_optimizer = True
                if not leaf.told.is_parameter:
                    self._leaves.is_parameter(leaf)
        if self._only is not None and new:
            own = {id(each) for each in self._own()}
            new = [each for each in new if id(each) in own or not self._is_parameter(each)]
        new = [each for each in new if each.requires_grad and each.is_leaf]
        if not new:
            return False
        names = self._names_alone() | self._names.of_tensors()
        for tensor in new:
            # Twice in a list of parameters, where modules share it.
            if self._leaves.of(tensor) is not None:
                continue
            name = names.get(id(tensor))
            claim = self._optimized.get(id(tensor))
            is_claimed = is_parameter or (claim is not None and claim() is tensor)
            is_of_module = self._is_parameter(tensor)
            leaf = self._leaves.add(
                tensor,
                name or self._registered.name_of(tensor) or "tensor",
                is_claimed or is_of_module,
                is_of_module,
                is_variable=name is not None,
            )
            leaf.is_in_optimizer = is_claimed
        return any(not self._is_parameter(each) for each in new)

    def _names_alone(self) -> dict[int, str]:
        only: Any = None if self._only is None else self._only()
        if only is None:
            return {}
        parameters = only.named_parameters(prefix=type(only).__name__)
        return {id(parameter): name for name, parameter in parameters}

    def _own(self) -> list[Any]:
        """The parameters of the model that is watched alone."""
        only: Any = None if self._only is None else self._only()
        return [] if only is None else list(only.parameters())

    def _is_parameter(self, tensor: Any) -> bool:
        return isinstance(tensor, self._torch.nn.Parameter)
