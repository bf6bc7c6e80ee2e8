"""Steps that find gradients cleared though a backward has filled them: zero_grad stands between."""

from __future__ import annotations

from collections.abc import Mapping

from microtui.watch.events import Place, Step
from microtui.watch.finding import Finding
from microtui.watch.findings.accounts import Account
from microtui.watch.findings.loop_facts import NOWHERE, Loop

ENOUGH = 2


class WithoutGradient:
    """Looks at each step whose gradients are all known to be clear."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._since = 0
        self._count = 0
        self._optimizer: int | None = None
        self._place: Place | None = None
        self._received: dict[int | None, int] = {}
        """By optimizer: the backwards that its tensors had received at its last step."""

    def step(self, event: Step, accounts: Mapping[int, Account]) -> None:
        received = sum(account.received for account in accounts.values())
        before = self._received.get(event.optimizer, 0)
        self._received[event.optimizer] = received
        if received <= before or len(event.held) < len(accounts) or any(event.held.values()):
            return
        # A gradient that is zero by itself holds something: zeros. It was not cleared.
        if all(a.backwards and a.norm == 0.0 for a in accounts.values()):
            return
        if self._count == 0:
            self._since = event.number
        self._count += 1
        self._optimizer = event.optimizer
        self._place = self._loop.last_clear or event.place

    def findings(self) -> list[Finding]:
        if self._count < ENOUGH:
            return []
        place = self._place or NOWHERE
        called = self._loop.called(self._optimizer)
        return [
            Finding(
                "zero_grad_before_step",
                self._since,
                f"Since step {self._since} the gradients are cleared between backward and step: "
                f"{self._count} steps of {called} that were looked at found nothing in .grad.",
                place.file,
                place.line,
                "Move zero_grad() before the backward, or behind the step.",
            )
        ]
