"""A training loop in numbers, without PyTorch: it keeps real gradients, and tells a ledger of them
as the probe does."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping

from microtui.watch.events import (
    Backward,
    Cleared,
    Gradient,
    Place,
    Step,
    WatchedOptimizer,
    WatchedTensor,
)
from microtui.watch.finding import Finding
from microtui.watch.findings.ledger import Ledger

Vector = list[float]


class ToldLoop:
    """Tensors by name, each of three weights; `measured` says whether anybody looks at a cycle."""

    def __init__(
        self,
        optimizers: Mapping[str, Iterable[str]] | None = None,
        *,
        others: Iterable[str] = (),
        inputs: Iterable[str] = (),
        measured: Callable[[int], bool] = lambda cycle: True,
        rate: float = 0.1,
    ) -> None:
        self.ledger = Ledger()
        self._random = random.Random(7)
        self._numbers: dict[str, int] = {}
        self._grads: dict[str, Vector | None] = {}
        self._optimizers: dict[str, list[str]] = {}
        self._measured = measured
        self._rate = rate
        self.steps = self.backwards = 0
        for name, tensors in ({"all": ["w", "b"]} if optimizers is None else optimizers).items():
            self._optimizers[name] = list(tensors)
            for tensor in self._optimizers[name]:
                self._add(tensor, is_parameter=True)
        for tensor in others:
            self._add(tensor, is_parameter=True)
        for tensor in inputs:
            self._add(tensor, is_parameter=False)
        self._told: set[str] = set()

    def _add(self, tensor: str, *, is_parameter: bool) -> None:
        if tensor not in self._numbers:
            number = self._numbers[tensor] = len(self._numbers)
            self._grads[tensor] = None
            self.ledger.tensor(number, WatchedTensor(tensor, (3,), is_parameter))

    @property
    def _is_measured(self) -> bool:
        return self._measured(self.steps)

    def backward(
        self,
        *tensors: str,
        line: int = 10,
        loss: float | None = 1.0,
        during: str | None = None,
        scale: float = 1.0,
    ) -> None:
        """Reaches these tensors, or all that have an optimizer."""
        self.backwards += 1
        reached = tensors or tuple(self._owned())
        gradients = []
        for tensor in reached:
            before = self._grads[tensor]
            added = [scale * self._random.gauss(0.0, 1.0) for _ in range(3)]
            after = [x + y for x, y in zip(before or [0.0] * 3, added, strict=True)]
            self._grads[tensor] = after
            carried = norm(before)
            is_measured = self._is_measured
            gradients.append(
                Gradient(
                    self._numbers[tensor],
                    carried != 0.0 if is_measured else (None if before is not None else False),
                    carried if is_measured or before is None else None,
                    norm(added) if is_measured else None,
                    norm(after) if is_measured else None,
                )
            )
        optimizer = None if during is None else self._number(during)
        self.ledger.backward(
            Backward(
                self.backwards,
                Place("train.py", line),
                loss if self._is_measured else None,
                optimizer,
                tuple(gradients),
            )
        )

    def zero_grad(self, optimizer: str = "all", *, line: int = 9, to_none: bool = True) -> None:
        tensors = self._optimizers[optimizer]
        self.clear_by_hand(*tensors, to_none=to_none)
        numbers = frozenset(self._numbers[tensor] for tensor in tensors)
        self.ledger.cleared(Cleared(Place("train.py", line), numbers))

    def clear_by_hand(self, *tensors: str, to_none: bool = False) -> None:
        for tensor in tensors or self._owned():
            had = self._grads[tensor] is not None
            self._grads[tensor] = [0.0] * 3 if had and not to_none else None

    def replace(self, *tensors: str) -> None:
        """By new ones of the same name, as where a script makes its model anew."""
        for tensor in tensors:
            self._grads[tensor] = None
            self.ledger.replaced(self._numbers[tensor])

    def scale(self, factor: float) -> None:
        """As clipping does, and unscaling."""
        for tensor, grad in self._grads.items():
            self._grads[tensor] = None if grad is None else [factor * x for x in grad]

    def fill_by_hand(self, *tensors: str) -> None:
        """As what puts the gradients of several backwards together does."""
        for tensor in tensors or self._owned():
            self._grads[tensor] = [self._random.gauss(0.0, 1.0) for _ in range(3)]

    def set_rate(self, rate: float) -> None:
        self._rate = rate

    def begin_step(self, optimizer: str = "all") -> None:
        self._number(optimizer)

    def step(self, optimizer: str = "all", *, line: int = 11, moved: bool = True) -> None:
        number = self._number(optimizer)
        self._step(number, self._optimizers[optimizer], line, (self._rate,), moved)

    def step_by_hand(self, *tensors: str, line: int = 10) -> None:
        self._step(None, list(tensors or self._owned()), line, (), True)

    def _step(
        self,
        optimizer: int | None,
        tensors: list[str],
        line: int,
        rates: tuple[float, ...],
        moved: bool,
    ) -> None:
        self.steps += 1
        looked_at = [t for t in tensors if self._is_measured or self._grads[t] is None]
        self.ledger.step(
            Step(
                self.steps,
                optimizer,
                frozenset(self._numbers[tensor] for tensor in tensors),
                Place("train.py", line),
                rates,
                {self._numbers[tensor]: norm(self._grads[tensor]) for tensor in looked_at},
                {self._numbers[tensor]: moved for tensor in tensors if self._is_measured},
            )
        )

    def _number(self, optimizer: str) -> int:
        number = list(self._optimizers).index(optimizer)
        if optimizer not in self._told:
            self._told.add(optimizer)
            tensors = frozenset(self._numbers[each] for each in self._optimizers[optimizer])
            self.ledger.optimizer(number, WatchedOptimizer("SGD", tensors))
        return number

    def _owned(self) -> list[str]:
        if self._optimizers:
            return [tensor for tensors in self._optimizers.values() for tensor in tensors]
        return list(self._numbers)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.ledger.findings()

    @property
    def kinds(self) -> list[str]:
        return [each.kind for each in self.findings]


def norm(vector: Vector | None) -> float:
    return 0.0 if vector is None else math.hypot(*vector)
