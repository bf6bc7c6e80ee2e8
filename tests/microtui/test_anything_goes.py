"""Whatever one does, it neither fails nor trains otherwise than it should.

Hypothesis throws random steps at the whole application: every key that is bound anywhere, the
mouse, any size, any theme. All the while the run must be, bit for bit, what the same commands make
of it without a screen. And in the end the application must still be of use: escape leads back to
the main screen, the header tells the truth, and q quits.

MICROTUI_FUZZ_STEPS=20000 pytest -m thorough -o faulthandler_timeout=0 has it go on for about so
many steps, for as long as they take.
"""

from __future__ import annotations

import asyncio
import os
import re
import threading
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import numpy as np
import pytest
from application import running
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from logged_session import HeadlessSession, LoggedSession
from random_steps import STEPS, Press, Resize, Step, Wait, leave_dialogs

from engine.data.table import scaled_table
from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.run.presets import PRESETS
from microtui.app import MicrotuiApp
from microtui.session.commands import Export

FEW = 200
MANY = int(os.environ.get("MICROTUI_FUZZ_STEPS", "2000"))
AT_ONCE = 100
"""Steps in one application, from its start to its end."""

LONGEST_WAIT = 120.0
"""Seconds for what has been asked of the session: many a check of gradients in the scalar form."""

SMALL: dict[str, Any] = {"samples": 24, "hidden": (3,), "batch_size": 5}
TABLE = scaled_table(
    "own.csv",
    ("a", "b", "c"),
    np.random.default_rng(1).normal(size=(20, 3)),
    ["yes", "no"] * 10,
)
STARTS: dict[str, dict[str, Any]] = {
    "small": SMALL,
    "scalar": {**SMALL, "engine": "scalar", "batch_size": None},
    "own data": {**SMALL, "table": TABLE, "hidden": (2, 2)},
}

SIZES = [(80, 24), (120, 40)]


class AnythingGoes(RuleBasedStateMachine):
    """Throws steps at an application that runs in an event loop of this machine's own."""

    PLAYS: ClassVar[bool]
    """Whether the run plays from the beginning."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[Step] = []
        self._followed = 0
        self._runner = asyncio.Runner()
        self._open = AsyncExitStack()
        self._has_failed = False

    @initialize(start=st.sampled_from(sorted(STARTS)), size=st.sampled_from(SIZES))
    def start(self, start: str, size: tuple[int, int]) -> None:
        self._headless = HeadlessSession(Configuration(**STARTS[start]))
        context = running(size=size, play=self.PLAYS, notifications=True, **STARTS[start])
        self._application = self._runner.run(self._open.enter_async_context(context))

    @rule(step=STEPS)
    def then(self, step: Step) -> None:
        self._steps.append(step)
        with patch.object(MicrotuiApp, "action_quit", stay):
            self._do(step.do(self._application))
            if isinstance(step, Wait):
                self._do(self._compare())

    def teardown(self) -> None:
        try:
            if hasattr(self, "_application") and not self._has_failed:
                self._do(self._check_use())
        finally:
            self._runner.run(self._open.aclose())
            self._runner.close()

    def _do(self, doing: Coroutine[Any, Any, None]) -> None:
        """Have something done in the event loop; no error of the application is overlooked."""
        failure: Exception | None = None
        try:
            self._runner.run(doing)
        except Exception as error:
            failure = error
        # An error of the application comes first: what has failed here is because of it.
        failure = self._error or failure
        if failure is not None:
            self._has_failed = True
            # Hypothesis does not print the steps where they do not fail again the same way.
            failure.add_note(f"after {self._steps}")
            raise failure

    @property
    def _error(self) -> Exception | None:
        return self._session.failure or self._application.pilot.app._exception

    @property
    def _session(self) -> LoggedSession:
        session = self._application.main._session
        assert isinstance(session, LoggedSession)
        return session

    async def _compare(self) -> None:
        """Have all commands since the last time carried out without a screen, and the run wait."""
        loop, arrived, go_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

        def wait(recording: Recording) -> str:
            loop.call_soon_threadsafe(arrived.set)
            go_on.wait()
            return ""

        self._session.send(Export(wait, lambda text: None))
        try:
            await asyncio.wait_for(arrived.wait(), LONGEST_WAIT)
            log = self._session.log[self._followed :]
            self._headless.follow(log)
            self._followed += len(log)
        finally:
            go_on.set()

    async def _check_use(self) -> None:
        application = self._application
        await Resize(120, 40).do(application)
        await leave_dialogs(application)
        await self._compare()
        while (await application.press()).progress.playing:
            await Press(["space"]).do(application)
        await self._compare()
        snapshot = await application.press()
        trained = self._headless._experiment.training
        assert snapshot.configuration == trained.configuration
        assert snapshot.parameters.tobytes() == trained.model.parameters.tobytes()
        header = application.pane("RunHeader")
        assert re.search(rf"\bepoch {trained.epoch}\b", header), header
        assert f"zero_grad {'ON' if trained.configuration.zero_grad else 'OFF'}" in header
        await Press(["q"]).do(application)
        assert application.pilot.app._exit


async def stay(app: MicrotuiApp) -> None:
    """What becomes of leaving while there are steps to come."""


@pytest.fixture
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing takes long, nothing is written elsewhere, another seed is the same again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path))
    monkeypatch.setattr("engine.run.configuration.MOST_SAMPLES", 60)
    monkeypatch.setattr("engine.run.configuration.MOST_PARAMETERS", 120)
    # Those were made before, in a world with room for them.
    for preset in list(PRESETS.values()):
        try:
            replace(preset.configuration)
        except ConfigurationError:
            monkeypatch.delitem(PRESETS, preset.name)
    monkeypatch.setattr("microtui.changes.revisions.secrets.randbelow", lambda most: 7)
    monkeypatch.setattr("application.Session", LoggedSession)


@pytest.mark.usefixtures("small_world")
@pytest.mark.parametrize("steps", [FEW, pytest.param(MANY, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("plays", [False, True], ids=["from rest", "while it plays"])
def test_whatever_one_does_it_goes_on_and_trains_as_without_a_screen(
    plays: bool, steps: int
) -> None:
    class Machine(AnythingGoes):
        PLAYS = plays

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=max(steps // AT_ONCE // 2, 1),
            stateful_step_count=AT_ONCE,
            deadline=None,
            # Shrinking starts the application anew for hundreds of times; the steps are printed.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
