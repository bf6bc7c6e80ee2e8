"""no_zero_grad and optimizer_forgotten: steps that use gradients which the step before has used."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

from microtui.watch.events import Place, Step
from microtui.watch.finding import Finding
from microtui.watch.findings.accounts import Account
from microtui.watch.findings.loop_facts import NOWHERE, Loop
from microtui.watch.findings.numbers import counted, short
from microtui.watch.findings.source import line_of

MOST_LINES = 3
"""That are named at once."""

ENOUGH = 2
"""Stale steps that are no accident; where no step was clean, one is enough."""


class StaleStep(NamedTuple):
    number: int
    tensors: tuple[int, ...]
    filled: int
    """How many tensors of the optimizer have a gradient."""
    backwards: int
    """Backwards that the gradient is the sum of."""
    old: int
    """Those of them that a step has used before."""
    is_exact: bool
    carried: float
    """The norm of the old part."""
    grad: float
    """The norm of the whole."""
    place: Place
    first: Place | None
    """The backward before which zero_grad belongs; None where there is a loop around it."""
    is_inside: bool
    """Whether the step has called that backward, as LBFGS does."""


class Verdicts:
    """How the steps of one optimizer were, or of those by hand."""

    def __init__(self) -> None:
        self.steps = 0
        self.stale = 0
        self.clean = 0
        self.since = 0
        self.possibly_since: int | None = None
        """The first of the steps up to now that nobody knows to have been clean."""
        self.newest: StaleStep | None = None
        self._before: dict[Place, Place | None] = {}
        """By the line that takes a step: the backward that zero_grad belongs before. None where it
        belongs behind the step: there is a loop around the backward, or lines call it in turn."""

    def found_stale(self, step: StaleStep) -> None:
        self.stale += 1
        self.newest = step
        before = self._before
        if step.place not in before and len(before) < MOST_LINES:
            before[step.place] = step.first
        elif before.get(step.place) not in (None, step.first):
            before[step.place] = None

    @property
    def place(self) -> Place:
        """Where zero_grad is missing first. By the step that was looked at last it would be any."""
        step, backward = next(iter(self._before.items()))
        return backward or step or NOWHERE

    @property
    def where(self) -> str:
        """All lines where it is missing."""
        closure = "in the closure, " if self.newest is not None and self.newest.is_inside else ""
        lines = [
            f"{closure}before {line_of(backward)}" if backward else f"behind {line_of(step)}"
            for step, backward in self._before.items()
        ]
        return " and ".join(dict.fromkeys(lines))


class Stale:
    """Judges each step by what its tensors hold, tensor by tensor."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._verdicts: dict[int | None, Verdicts] = {}

    def step(self, step: Step, accounts: list[tuple[int, Account]], is_inside: bool) -> None:
        """Told before the accounts know of this step."""
        optimizer, held = step.optimizer, step.held
        is_seen = is_inside or optimizer is None
        filled, is_possible = 0, False
        stale: list[int] = []
        for tensor, account in accounts:
            if not account.count:
                continue
            filled += 1
            if account.used:
                old = account.used.get(optimizer)
                if old and account.count > old:
                    is_possible = True
                    if account.found and (is_seen or held.get(tensor)):
                        stale.append(tensor)
        if not filled:
            return
        verdicts = self._verdicts.setdefault(optimizer, Verdicts())
        verdicts.steps += 1
        if not is_possible:
            verdicts.clean += verdicts.steps > 1
            verdicts.possibly_since = None
            return
        if verdicts.possibly_since is None:
            verdicts.possibly_since = step.number
        if stale:
            verdicts.since = verdicts.since or verdicts.possibly_since
            verdicts.found_stale(self._stale_step(step, stale, filled, is_inside))

    def _stale_step(self, step: Step, stale: list[int], filled: int, is_inside: bool) -> StaleStep:
        accounts = [self._loop.accounts[tensor] for tensor in stale]
        largest = max(accounts, key=lambda account: account.count)
        segment = self._loop.segment
        # Between two steps of a slow optimizer that line may come more than once, too.
        is_alone = segment.is_alone and all(
            sum(fate.backwards for fate in account.pending if fate.place == segment.first) <= 1
            for account in accounts
        )
        return StaleStep(
            step.number,
            tuple(stale),
            filled,
            largest.count,
            largest.used.get(step.optimizer, 0),
            largest.is_exact,
            hypot(*(account.carried or 0.0 for account in accounts)),
            hypot(*(account.grad or 0.0 for account in accounts)),
            step.place,
            segment.first if is_alone or is_inside else None,
            is_inside,
        )

    def findings(self) -> list[Finding]:
        found = {
            optimizer: verdicts.newest
            for optimizer, verdicts in self._verdicts.items()
            if verdicts.newest is not None
            and (verdicts.stale >= ENOUGH or verdicts.clean == 0)
            # Beside optimizers nobody can tell whether a tensor was moved by its gradient.
            and (optimizer is not None or not self._loop.has_optimizers)
        }
        clean = [
            self._loop.called(optimizer)
            for optimizer, verdicts in self._verdicts.items()
            if optimizer is not None and not verdicts.stale and verdicts.clean >= ENOUGH
        ]
        # What one line lacks is told once, however many optimizers lack it there.
        by_place: dict[Place, list[int | None]] = {}
        for optimizer in found:
            by_place.setdefault(self._verdicts[optimizer].place, []).append(optimizer)
        return [
            self._finding(first, found[first], clean, others)
            for first, *others in by_place.values()
        ]

    def _finding(
        self, optimizer: int | None, newest: StaleStep, clean: list[str], others: list[int | None]
    ) -> Finding:
        verdicts = self._verdicts[optimizer]
        since, place = verdicts.since, verdicts.place
        is_part = len(newest.tensors) < newest.filled or optimizer is None
        whose = f".grad of {self._loop.named(newest.tensors)}" if is_part else ".grad"
        evidence = (
            f"Since step {since:,} {self._loop.called(optimizer)} uses gradients that the step "
            f"before has used already: at step {newest.number:,} {whose} was {total(newest)}, "
            f"with norm {short(newest.carried)} for the old part and {short(newest.grad)} for all."
        )
        if clean:
            are = "are" if len(clean) > 1 else "is"
            evidence = f"{evidence[:-1]}; {' and '.join(clean)} {are} cleared in time."
        if others:
            so_do = self._loop.called(others[0])
            if len(others) > 1:
                so_do = f"{len(others):,} more optimizers"
            evidence = f"{evidence[:-1]}; so {'do' if len(others) > 1 else 'does'} {so_do}."
        return Finding(
            "optimizer_forgotten" if clean else "no_zero_grad",
            since,
            evidence,
            place.file,
            place.line,
            f"{self._what_to_call(optimizer, newest, bool(others))} {verdicts.where}.",
        )

    def _what_to_call(self, optimizer: int | None, newest: StaleStep, has_others: bool) -> str:
        what = "Call optimizer.zero_grad()"
        if optimizer is None:
            what = f"Set .grad of {self._loop.named(newest.tensors)} to None"
        elif has_others:
            what = "Call zero_grad() of each of them"
        elif len(self._loop.optimizers) > 1:
            what = f"Call zero_grad() of {self._loop.called(optimizer)}"
        return what


def total(step: StaleStep) -> str:
    if step.is_exact:
        return f"the sum of {counted(step.backwards, 'backward')}, {step.old:,} of them old"
    if step.old > 1:
        return f"the sum of up to {counted(step.backwards, 'backward')}, {step.old:,} of them old"
    return "a sum of old backwards and new ones"
