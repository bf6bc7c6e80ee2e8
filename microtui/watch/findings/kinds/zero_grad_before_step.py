"""zero_grad_before_step: steps that find gradients cleared though a backward has filled them."""

from __future__ import annotations

from dataclasses import dataclass, field

from microtui.watch.events import Place, Step
from microtui.watch.finding import Finding
from microtui.watch.findings.accounts import Account
from microtui.watch.findings.loop_facts import NOWHERE, Loop
from microtui.watch.findings.numbers import counted
from microtui.watch.findings.regular import Regular
from microtui.watch.findings.source import line_of

ENOUGH = 3
"""Such steps in a row: a loop may now and then drop a gradient that it does not like."""


@dataclass
class Empties:
    """The steps of one optimizer that found nothing."""

    steps: int = 0
    full: int = 0
    in_a_row: int = 0
    known_in_a_row: int = 0
    row_since: int = 0
    since: int = 0
    count: int = 0
    moved: bool | None = None
    """Whether something moved all the same."""
    place: Place | None = None
    is_filled_by_hand: bool = False
    rarely: Regular = field(default_factory=Regular)
    rarely_since: int = 0


class ZeroGradBeforeStep:
    """Looks at each step whose gradients are all clear."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._empties: dict[int | None, Empties] = {}

    def step(self, step: Step, accounts: list[tuple[int, Account]], is_inside: bool) -> None:
        """Told before the accounts know of this step."""
        if step.optimizer is None:
            # It shows only with the next backward, when what it has used may be cleared again.
            return
        held = {} if is_inside else step.held
        is_dropped, is_known, is_full = False, True, False
        for tensor, account in accounts:
            norm = held.get(tensor)
            if account.is_dropped:
                is_dropped = True
                if norm and not account.count:
                    self._of(step.optimizer).is_filled_by_hand = True
            if account.count:
                if norm != 0.0:
                    is_full = True
                    break
                # Of a gradient that was zero before, nothing was cleared.
                is_dropped = is_dropped or bool(account.grad)
            elif norm:
                is_full = True
                break
            elif norm is None and not is_inside:
                is_known = False
        empties = self._empties.get(step.optimizer)
        if is_full or not is_dropped:
            if empties is not None:
                empties.steps += 1
                if is_full:
                    empties.full += 1
                    empties.in_a_row = empties.known_in_a_row = 0
            elif is_full:
                self._of(step.optimizer).full += 1
                self._of(step.optimizer).steps += 1
            return
        self._found_nothing(step, self._of(step.optimizer), is_known)

    def _of(self, optimizer: int | None) -> Empties:
        return self._empties.setdefault(optimizer, Empties())

    def _found_nothing(self, step: Step, empties: Empties, is_known: bool) -> None:
        empties.steps += 1
        if empties.in_a_row == 0:
            empties.row_since = step.number
        empties.in_a_row += 1
        empties.known_in_a_row += is_known
        empties.count += 1
        empties.place = self._loop.last_clear or step.place
        if step.moved:
            empties.moved = any(step.moved.values())
        if empties.known_in_a_row >= ENOUGH or not empties.full:
            empties.since = empties.since or empties.row_since
        empties.rarely.see(empties.steps)
        empties.rarely_since = empties.rarely_since or step.number

    def findings(self) -> list[Finding]:
        return [
            self._finding(optimizer, empties)
            for optimizer, empties in self._empties.items()
            if not empties.is_filled_by_hand and is_found(empties)
        ]

    def _finding(self, optimizer: int | None, empties: Empties) -> Finding:
        since = empties.since or empties.rarely_since
        called = self._loop.called(optimizer)
        does = {
            None: "such a step does nothing with what the backward has found",
            False: "such a step moves nothing",
            True: "such a step only repeats older moves, by momentum, or shrinks the weights",
        }[empties.moved]
        place = empties.place or NOWHERE
        backward = self._loop.last_backward
        return Finding(
            "zero_grad_before_step",
            since,
            f"Since step {since:,} gradients are cleared between backward and step: "
            f"{counted(empties.count, 'step')} of {called} (of {empties.steps:,}) found none; "
            f"{does}.",
            place.file,
            place.line,
            f"Move zero_grad() behind the step, or before {line_of(backward)}.",
        )


def is_found(empties: Empties) -> bool:
    """A few in a row, or all there are, or one at each epoch's end."""
    if empties.known_in_a_row >= ENOUGH or (empties.since and empties.count >= 2):
        return True
    return empties.rarely.distance > 1 and empties.rarely.is_regular
