"""Where NaN or an infinity appeared first."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from microtui.watch.events import Gradient
from microtui.watch.probe.numbers.norms import Norms
from microtui.watch.probe.tensors.leaves import Leaf, Leaves


class NotFinite:
    """The first place that was found, in the order of an update: what modules give, the loss,
    gradients, parameters."""

    def __init__(
        self, torch: Any, leaves: Leaves, norms: Norms, name_of: Callable[[Any], str]
    ) -> None:
        self._torch = torch
        self._leaves = leaves
        self._norms = norms
        self._name_of = name_of
        self._output: tuple[str, str] | None = None
        self._last_measured = 0
        self.found: str | None = None

    def in_output(self, module: Any, output: Any) -> None:
        """Of a module, while a loss is computed; the first of a forward."""
        if self.found is not None or self._output is not None:
            return
        with self._torch.no_grad():
            values = output.detach()
            # The sum is not finite where any is not, and costs less; it may overflow by itself.
            if math.isfinite(values.float().sum().item()) or bool(values.isfinite().all()):
                return
            kind = "NaN" if bool(values.isnan().any()) else "an infinity"
        self._output = kind, self._name_of(module)

    def behind_backward(
        self, number: int, loss: float | None, gradients: Sequence[Gradient], is_measured: bool
    ) -> None:
        """`gradients` may be infinite where a scaler has made them large: those are not told."""
        output, self._output = self._output, None
        if self.found is None:
            self.found = self._found(number, loss, gradients, output)
        if is_measured:
            self._last_measured = number

    def _found(
        self,
        number: int,
        loss: float | None,
        gradients: Sequence[Gradient],
        output: tuple[str, str] | None,
    ) -> str | None:
        where = None
        bad_loss = loss is not None and not math.isfinite(loss)
        if bad_loss or output is not None:
            # What it was computed from may have been broken before; nobody may have looked then.
            where = self._bad_parameter()
        if where is None and output is not None:
            where = f"{output[0]} in the output of {output[1]}"
        if where is None and bad_loss:
            where = f"the loss, {loss}"
        if where is None:
            for gradient in gradients:
                if gradient.grad is not None and not math.isfinite(gradient.grad):
                    name = self._leaves.numbered(gradient.tensor).told.name
                    where = f"{word(gradient.grad)} in the gradient of {name}"
                    break
        return None if where is None else f"{where}, at backward {number}{self._since(number)}"

    def behind_step(self, number: int, leaves: Sequence[Leaf]) -> None:
        """Those whose norm has just been measured."""
        if self.found is not None:
            return
        for leaf in leaves:
            if leaf.weight is not None and not math.isfinite(leaf.weight):
                self.found = f"{word(leaf.weight)} in {leaf.told.name}, behind step {number}"
                return

    def _bad_parameter(self) -> str | None:
        alive = self._leaves.alive()
        norms = self._norms.of([tensor for _, tensor in alive])
        for (leaf, _), norm in zip(alive, norms, strict=True):
            if not math.isfinite(norm):
                return f"{word(norm)} in {leaf.told.name}"
        return None

    def _since(self, number: int) -> str:
        """How long ago all was looked at, where it was not just before."""
        if number - self._last_measured <= 1:
            return ""
        if not self._last_measured:
            return " (before it, nobody had looked)"
        return f" (all was finite when last looked at, at backward {self._last_measured})"


def word(number: float) -> str:
    return "NaN" if math.isnan(number) else "an infinity"
