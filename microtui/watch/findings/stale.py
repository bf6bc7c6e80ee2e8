"""Steps with gradients that the step before has used already: zero_grad is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from microtui.watch.events import Place
from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import NOWHERE, Loop

ENOUGH = 2
"""Stale steps that are no accident; of a script that takes but a few, one is."""


SEEN = 3
"""Clean steps in a row after which it is known that each is looked at."""


@dataclass
class Verdicts:
    """How the steps of one optimizer were, of those that can be judged."""

    judged: int = 0
    stale: int = 0
    since: int = 0
    place: Place = NOWHERE
    tensors: frozenset[int] = frozenset()
    backwards: int = 0
    """That `.grad` is the sum of at the last of the stale steps."""
    old: int = 0
    """Those of them that an earlier step has used."""
    norms: tuple[float, float] = (0.0, 0.0)
    """Of the old part, and of the whole."""
    clean_run: int = 0
    """Steps in a row that were clean, each looked at."""
    unsure_from: int | None = None
    """The first step since then that nobody could judge."""


class Stale:
    """Judges each step by the tensors that have received something for it."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._verdicts: dict[int | None, Verdicts] = {}

    def judge(
        self,
        optimizer: int | None,
        step: int,
        place: Place,
        reached: Sequence[int],
        stale: Sequence[int],
    ) -> None:
        """`reached` has received something since the last step; `stale` are those of them that hold
        something older, too."""
        accounts = self._loop.accounts
        verdicts = self._verdicts.setdefault(optimizer, Verdicts())
        if not stale:
            if any(accounts[number].is_sure for number in reached):
                verdicts.judged += 1
                verdicts.clean_run = 1 if verdicts.unsure_from else verdicts.clean_run + 1
                verdicts.unsure_from = None
            elif verdicts.unsure_from is None:
                verdicts.unsure_from = step
            return
        verdicts.judged += 1
        if verdicts.stale == 0:
            # Where each step was seen to be clean, the first that was not is the first stale one.
            was_seen = verdicts.clean_run >= SEEN
            verdicts.since = (verdicts.unsure_from if was_seen else None) or step
            verdicts.place = place
        verdicts.stale += 1
        verdicts.tensors = frozenset(stale)
        verdicts.backwards = max(accounts[number].backwards for number in stale)
        verdicts.old = max(accounts[number].old for number in stale)
        verdicts.norms = (
            hypot(*(accounts[number].old_norm or 0.0 for number in stale)),
            hypot(*(accounts[number].norm or 0.0 for number in stale)),
        )

    def findings(self) -> list[Finding]:
        found = {
            optimizer: verdicts
            for optimizer, verdicts in self._verdicts.items()
            if verdicts.stale >= ENOUGH or (verdicts.stale and verdicts.judged <= ENOUGH)
        }
        clean = [
            optimizer
            for optimizer, verdicts in self._verdicts.items()
            if optimizer not in found and verdicts.judged >= ENOUGH
        ]
        # What one line is missing is told once, however many optimizers it is missing for.
        by_place: dict[Place, list[int | None]] = {}
        for optimizer, verdicts in found.items():
            by_place.setdefault(verdicts.place, []).append(optimizer)
        return [
            self._finding(optimizers, found[optimizers[0]], bool(clean))
            for optimizers in by_place.values()
        ]

    def _finding(
        self, optimizers: Sequence[int | None], verdicts: Verdicts, others_clear: bool
    ) -> Finding:
        place = verdicts.place
        called = self._loop.called(*optimizers)
        old, whole = verdicts.norms
        evidence = (
            f"Since step {verdicts.since} each step of {called} uses gradients that an earlier "
            f"step has used already: at the last one looked at, .grad was the sum of "
            f"{verdicts.backwards} backwards, {verdicts.old} of them old (norm of the old part "
            f"{old:.3g}, of all of it {whole:.3g})."
        )
        if others_clear:
            evidence += " Other gradients are cleared in time."
        what = (
            "the zero_grad() of your model, or set each .grad to None"
            if None in optimizers
            else f"zero_grad() of {called}"
        )
        return Finding(
            "optimizer_forgotten" if others_clear else "no_zero_grad",
            verdicts.since,
            evidence,
            place.file,
            place.line,
            f"Call {what} once for each step, before the backward in line {place.line}.",
        )
