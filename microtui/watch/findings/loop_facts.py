"""What all kinds of findings know of a loop."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from microtui.watch.events import Place, Step, WatchedOptimizer, WatchedTensor
from microtui.watch.findings.accounts import Account
from microtui.watch.findings.segment import Segment

NOWHERE = Place("", 0)

SHOWN = 2
"""Names that are written out where there are more than can be read."""

MOST_PLACES = 1_000

MOST_ACCOUNTS = 5_000
"""Tensors that are kept where not all of them get gradients: a script may make new ones for
ever."""

LONG_AGO = 1_000
"""Backwards."""

MOST_OPTIMIZERS = 500


class Loop:
    """Kept by the ledger."""

    def __init__(self) -> None:
        self.tensors: dict[int, WatchedTensor] = {}
        self.optimizers: dict[int, WatchedOptimizer] = {}
        self.owned: frozenset[int] = frozenset()
        """The tensors that an optimizer has, or had."""
        self.inputs: set[int] = set()
        """The tensors that are no parameters."""
        self.accounts: dict[int, Account] = {}
        self._most_accounts = MOST_ACCOUNTS
        self._of_last_step: dict[int | None, tuple[frozenset[int], list[tuple[int, Account]]]] = {}
        self.segment = Segment()
        self.steps = 0
        self.backwards = 0
        self.steps_of: dict[int | None, int] = {}
        """By optimizer; None is by hand."""
        self.first_step_of: dict[int | None, int] = {}
        self.rates: dict[int | None, tuple[float, ...]] = {}
        self.backward_places: set[Place] = set()
        self.last_backward = NOWHERE
        self.last_step = NOWHERE
        self.step_places: dict[int | None, Place] = {}
        """Where each optimizer has stepped last."""
        self.last_clear: Place | None = None

    @property
    def has_optimizers(self) -> bool:
        return any(number is not None for number in self.steps_of)

    def account(self, tensor: int) -> Account:
        account = self.accounts.get(tensor)
        if account is None:
            if len(self.accounts) >= self._most_accounts:
                self._forget()
            account = self.accounts[tensor] = Account()
            account.seen = self.backwards
        return account

    def tell(self, number: int, tensor: WatchedTensor) -> None:
        self.tensors[number] = tensor
        self.account(number)
        if tensor.is_parameter:
            self.inputs.discard(number)
        else:
            self.inputs.add(number)

    def accounts_of(self, step: Step) -> list[tuple[int, Account]]:
        """Of the tensors that are moved. What an optimizer has is moved by that: by hand it may be
        brought back into bounds, say."""
        optimizer, tensors = step.optimizer, step.tensors
        if optimizer is None:
            return [(number, self.account(number)) for number in tensors - self.owned]
        last = self._of_last_step.get(optimizer)
        if last is not None and last[0] is tensors:
            return last[1]
        if len(self._of_last_step) == MOST_OPTIMIZERS:
            self._of_last_step.clear()
        accounts = [(number, self.account(number)) for number in tensors]
        self._of_last_step[optimizer] = tensors, accounts
        return accounts

    def tell_optimizer(self, number: int, optimizer: WatchedOptimizer) -> None:
        if len(self.optimizers) == MOST_OPTIMIZERS and number not in self.optimizers:
            del self.optimizers[next(iter(self.optimizers))]
        self.optimizers[number] = optimizer
        self.owned = self.owned | optimizer.tensors
        for tensor in optimizer.tensors:
            self.account(tensor)

    def _forget(self) -> None:
        """Those that have got no gradient for long; there is more room where all get some."""
        oldest = self.backwards - LONG_AGO
        old = {number for number, account in self.accounts.items() if account.seen < oldest}
        for number in old:
            del self.accounts[number]
            self.tensors.pop(number, None)
        self.inputs -= old
        self.owned -= old
        self._of_last_step.clear()
        self._most_accounts = max(MOST_ACCOUNTS, 2 * len(self.accounts))

    def step(self, step: Step) -> None:
        self.steps = step.number
        self.steps_of[step.optimizer] = self.steps_of.get(step.optimizer, 0) + 1
        self.first_step_of.setdefault(step.optimizer, step.number)
        self.rates[step.optimizer] = step.rates
        self.step_places[step.optimizer] = step.place
        self.last_step = step.place

    def named(self, tensors: Collection[int]) -> str:
        """`net.0.weight`, `a and b`, or `net.0.weight, net.0.bias and 4 more`."""
        names = list(self._names(sorted(tensors)[: SHOWN + 1]))
        if len(tensors) > SHOWN + 1:
            return f"{', '.join(names[:SHOWN])} and {len(tensors) - SHOWN:,} more"
        *most, last = names or ["no tensor"]
        return f"{', '.join(most)} and {last}" if most else last

    def _names(self, tensors: Iterable[int]) -> Iterable[str]:
        for number in tensors:
            told = self.tensors.get(number)
            yield f"tensor {number}" if told is None else told.name

    def called(self, optimizer: int | None) -> str:
        """By its class, and by what it moves where there are several."""
        if optimizer is None:
            return "the update by hand"
        told = self.optimizers.get(optimizer)
        if told is None:
            return "an optimizer"
        if len(self.optimizers) == 1:
            return told.name
        return f"{told.name} (of {self.named(told.tensors)})"

    def rate_text(self) -> str:
        """The learning rates of all optimizers; an empty text where there are none."""
        rates = {rate for each in self.rates.values() for rate in each}
        return ", ".join(f"{rate:.3g}" for rate in sorted(rates))
