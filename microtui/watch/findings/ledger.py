"""From the events of a loop to what is wrong with it: what is in each gradient is kept in accounts,
and each kind of finding watches over them in a file of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable

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
from microtui.watch.findings.accounts import Account, Fate
from microtui.watch.findings.loop_facts import Loop
from microtui.watch.findings.losses import Losses
from microtui.watch.findings.order import causes_first
from microtui.watch.findings.stale import Stale
from microtui.watch.findings.thrown_away import ThrownAway
from microtui.watch.findings.unmoved import Unmoved
from microtui.watch.findings.unreached import unreached
from microtui.watch.findings.without_gradient import WithoutGradient


class Ledger:
    """Keeps the accounts of all tensors; takes events in the order in which they happen."""

    def __init__(self) -> None:
        self._loop = Loop()
        self._stale = Stale(self._loop)
        self._without_gradient = WithoutGradient(self._loop)
        self._thrown_away = ThrownAway(self._loop)
        self._unmoved = Unmoved(self._loop)
        self._losses = Losses(self._loop)
        self._is_closure_step = False
        """Whether the step under way has called a backward itself."""

    def tensor(self, number: int, tensor: WatchedTensor) -> None:
        account = self._loop.accounts.get(number)
        if account is None:
            self._loop.accounts[number] = Account(tensor)
        else:
            account.tensor = tensor

    def optimizer(self, number: int, optimizer: WatchedOptimizer) -> None:
        self._loop.optimizers[number] = optimizer

    def backward(self, event: Backward) -> None:
        loop = self._loop
        loop.backwards = event.number
        loop.last_backward = event.place
        if loop.first_backward <= loop.stepped_at:
            loop.first_backward = event.number
        loop.places.setdefault(event.place, 0)
        loop.places[event.place] += 1
        self._losses.backward(event)
        fate = Fate(event.number, event.place, len(event.gradients))
        total: float | None = 0.0
        for gradient in event.gradients:
            account = loop.accounts[gradient.tensor]
            self._settle(account, gradient)
            account.receive(fate, gradient.carried, gradient.grad)
            fate.is_for_more = fate.is_for_more or not account.tensor.is_parameter
            if gradient.added is None:
                # What arrives on top of something and can't be told apart still arrives.
                known = gradient.grad if gradient.held is False else None
                total = None if known is None or total is None else total + known
            elif total is not None:
                total += gradient.added
        if total is not None:
            fate.is_known = math.isfinite(total) and total > 0.0
            fate.is_void = not fate.is_known
        if event.during_step is not None:
            self._during_step(event, fate)

    def _settle(self, account: Account, gradient: Gradient) -> None:
        """What became of what was in it before this backward came."""
        if gradient.held is False:
            if account.backwards:
                self._lose(account.clear())
        elif account.backwards and (
            gradient.held is None or not account.was_left_alone(gradient.carried)
        ):
            account.doubt()

    def _during_step(self, event: Backward, fate: Fate) -> None:
        """What runs within a step is used by it, at once."""
        fate.is_used = True
        self._is_closure_step = True
        optimizer = event.during_step
        mixed = [each.tensor for each in event.gradients if self._is_stale(each.tensor)]
        if optimizer is not None:
            reached = [each.tensor for each in event.gradients]
            self._stale.judge(optimizer, self._loop.steps + 1, event.place, reached, mixed)

    def cleared(self, event: Cleared) -> None:
        self._loop.last_clear = event.place
        for number in event.tensors:
            account = self._loop.accounts.get(number)
            if account is not None and (account.backwards or not account.is_sure):
                self._lose(account.clear(), event)

    def _lose(self, fates: list[Fate], event: Cleared | None = None) -> None:
        for fate in fates:
            self._thrown_away.lost(fate, event)

    def step(self, event: Step) -> None:
        loop = self._loop
        loop.steps = event.number
        loop.steps_of[event.optimizer] = loop.steps_of.get(event.optimizer, 0) + 1
        loop.last_step = event.place
        loop.stepped_at = loop.backwards
        loop.rates[event.optimizer] = event.rates
        is_closure_step, self._is_closure_step = self._is_closure_step, False
        if is_closure_step:
            # What it held when it began is not what it used.
            event = event._replace(held={})
        accounts = {
            number: loop.accounts[number] for number in event.tensors if number in loop.accounts
        }
        self._without_gradient.step(event, accounts)
        for number, account in accounts.items():
            if event.held.get(number) == 0.0 and account.norm != 0.0:
                self._lose(account.clear())
        if not is_closure_step:
            self._stale.judge(
                event.optimizer,
                event.number,
                self._first_place(accounts.values()) or event.place,
                [number for number, account in accounts.items() if account.pending],
                [number for number in accounts if self._is_stale(number)],
            )
        self._thrown_away.step(accounts)
        self._unmoved.step(event)
        for number, account in accounts.items():
            account.use(event.held.get(number))
            account.was_moved = True

    def _first_place(self, accounts: Iterable[Account]) -> Place | None:
        """Of the backwards that a step uses, the first of the last group: what clears before it
        clears none of them."""
        fates = [fate for account in accounts if account.is_stale for fate in account.pending]
        group = [fate for fate in fates if fate.number >= self._loop.first_backward]
        if not group:
            return self._loop.last_backward
        return min(group, key=lambda fate: fate.number).place

    def _is_stale(self, number: int) -> bool:
        return self._loop.accounts[number].is_stale

    def findings(self) -> tuple[Finding, ...]:
        return causes_first(
            [
                *self._stale.findings(),
                *self._without_gradient.findings(),
                *self._thrown_away.findings(),
                *unreached(self._loop),
                *self._unmoved.findings(),
                *self._losses.findings(),
            ]
        )

    def backwards_in(self, tensor: int) -> int:
        account = self._loop.accounts.get(tensor)
        return account.backwards if account is not None else 0

    def is_stale(self, tensor: int) -> bool:
        """Whether its gradient is, or was as the last step used it, a sum of old backwards and new
        ones: behind a step all are old, in a loop without a fault, too."""
        account = self._loop.accounts.get(tensor)
        return account is not None and (account.is_stale or account.was_stale)
