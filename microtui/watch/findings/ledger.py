"""From the events of a loop to what is wrong with it: what is in each gradient is kept in accounts,
and each kind of finding watches over them in a file of its own."""

from __future__ import annotations

import math

from microtui.watch.events import Backward, Cleared, Step, WatchedOptimizer, WatchedTensor
from microtui.watch.finding import Finding
from microtui.watch.findings.accounts import Fate
from microtui.watch.findings.by_hand import is_filled_by_hand
from microtui.watch.findings.kinds.another_model import another_model
from microtui.watch.findings.kinds.closure import Closure
from microtui.watch.findings.kinds.loss_not_finite import LossNotFinite
from microtui.watch.findings.kinds.loss_rises import LossRises
from microtui.watch.findings.kinds.no_gradient import no_gradient
from microtui.watch.findings.kinds.not_in_optimizer import not_in_optimizer
from microtui.watch.findings.kinds.stale import Stale
from microtui.watch.findings.kinds.thrown_away import ThrownAway
from microtui.watch.findings.kinds.weights_not_changing import WeightsNotChanging
from microtui.watch.findings.kinds.zero_grad_before_step import ZeroGradBeforeStep
from microtui.watch.findings.loop_facts import MOST_PLACES, Loop
from microtui.watch.findings.order import causes_first
from microtui.watch.findings.segment import Segment


class Ledger:
    """Keeps the accounts of all tensors; takes events in the order in which they happen."""

    def __init__(self) -> None:
        self._loop = Loop()
        self._stale = Stale(self._loop)
        self._closure = Closure(self._loop)
        self._zero_grad_before_step = ZeroGradBeforeStep(self._loop)
        self._thrown_away = ThrownAway(self._loop)
        self._not_changing = WeightsNotChanging(self._loop)
        self._not_finite = LossNotFinite(self._loop)
        self._rises = LossRises(self._loop)
        self._fate: Fate | None = None
        """Of the last backward, while neither a step nor a zero_grad has come since."""
        self._lost: list[tuple[Fate, Cleared | None]] = []
        """What is cleared, unless a step by hand had used it: that shows with the next backward."""

    def tensor(self, number: int, tensor: WatchedTensor) -> None:
        """Told when it is seen first, and when it has changed."""
        self._loop.tell(number, tensor)

    def replaced(self, number: int) -> None:
        """Another tensor goes by this number from here on; that nothing is in its `.grad` is not
        because somebody has cleared it."""
        self._loop.account(number).replace()

    def optimizer(self, number: int, optimizer: WatchedOptimizer) -> None:
        """Told when it is seen first, and when it has changed."""
        self._loop.tell_optimizer(number, optimizer)

    def backward(self, event: Backward) -> None:
        loop = self._loop
        loop.backwards = event.number
        loop.last_backward = event.place
        if len(loop.backward_places) < MOST_PLACES:
            loop.backward_places.add(event.place)
        if loop.segment.is_over:
            loop.segment = Segment()
        loop.segment.backward(event)
        if self._lost:
            self._tell_lost()
        self._not_finite.backward(event)
        self._rises.backward(event)
        fate, is_new = self._fate_of(event)
        accounts, number = loop.accounts, event.number
        for tensor, held, carried, added, grad in event.gradients:
            account = accounts.get(tensor) or loop.account(tensor)
            if account.count:
                lost = account.find(held, carried)
                if lost:
                    self._lost += [(each, None) for each in lost]
            account.count += 1
            account.received += 1
            account.seen = number
            account.grad = grad
            if grad is not None and (added is None or added):
                account.weighty += 1
            if is_new:
                account.hold(fate)
        if self._lost:
            self._tell_lost()
        self._fate = fate

    def _fate_of(self, event: Backward) -> tuple[Fate, bool]:
        """One of its own, or, where it only adds to what the backward before has added to, the
        same: so a thousand of them take no more room than one."""
        gradients = event.gradients
        tensors = tuple([gradient[0] for gradient in gradients])
        fate = self._fate
        is_new = (
            fate is None
            or fate.place != event.place
            or fate.tensors != tensors
            or any(gradient[1] is False for gradient in gradients)
        )
        if is_new or fate is None:
            fate = Fate(event.place, tensors, len(tensors))
            fate.is_for_more = not self._loop.inputs.isdisjoint(tensors)
            fate.is_inside = fate.is_used = event.during_step is not None
        else:
            fate.backwards += 1
        total = 0.0
        for _, _, _, added, grad in gradients:
            if grad is None:
                fate.is_known = False
                return fate, is_new
            total += grad if added is None else added
            total += grad - grad
        if not (math.isfinite(total) and total > 0.0):
            fate.is_void = True
        return fate, is_new

    def cleared(self, event: Cleared) -> None:
        loop = self._loop
        loop.last_clear = event.place
        accounts = loop.accounts
        for number in event.tensors:
            account = accounts.get(number)
            if account is None:
                continue
            account.is_cleared_by_hand = False
            if account.count:
                lost = account.clear()
                if lost:
                    self._lost += [(each, event) for each in lost]
        self._fate = None

    def _tell_lost(self) -> None:
        for fate, event in self._lost:
            self._thrown_away.lost(fate, event)
        self._lost = []

    def step(self, event: Step) -> None:
        loop = self._loop
        optimizer = event.optimizer
        loop.step(event)
        if optimizer is None:
            # What was cleared behind it was used by it.
            self._lost = []
        accounts = loop.accounts_of(event)
        is_inside = optimizer is not None and loop.segment.during_step == optimizer
        self._stale.step(event, accounts, is_inside)
        self._closure.step(optimizer, event.number)
        self._zero_grad_before_step.step(event, accounts, is_inside)
        self._not_changing.step(event)
        self._not_finite.step()
        self._rises.step(event)
        held = event.held
        used: list[Fate] = []
        for number, account in accounts:
            if account.pending:
                for fate in account.pending:
                    if not fate.is_used:
                        fate.is_used = True
                        used.append(fate)
                account.pending.clear()
            account.use(optimizer, held.get(number))
            if optimizer is None:
                account.was_moved = True
        if used:
            self._tell_lost()
            is_by_hand = self._thrown_away.is_waiting and is_filled_by_hand(
                event, accounts, is_inside
            )
            self._thrown_away.step(used, is_by_hand)
        loop.segment.step()
        self._fate = None

    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, causes first; what only follows from another is left out."""
        loop = self._loop
        unreached = another_model(loop) or [*not_in_optimizer(loop), *no_gradient(loop)]
        return causes_first(
            [
                *(self._stale.findings() or self._closure.findings()),
                *self._zero_grad_before_step.findings(),
                *self._thrown_away.findings(),
                *unreached,
                *self._not_changing.findings(),
                *self._not_finite.findings(),
                *self._rises.findings(),
            ]
        )

    def backwards_in(self, tensor: int) -> int:
        """How many backwards its `.grad` is the sum of."""
        account = self._loop.accounts.get(tensor)
        return 0 if account is None else account.count

    def is_stale(self, tensor: int) -> bool:
        """Whether its gradient is, or was as the last step used it, a sum of old backwards and new
        ones: behind a step all are old, in a loop without a fault, too."""
        account = self._loop.accounts.get(tensor)
        return account is not None and account.is_stale
