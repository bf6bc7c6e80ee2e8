"""Running the application inside a test: press keys, then look at what it shows."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.command import CommandPalette
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from engine.replay.recording import Recording
from engine.replay.saved_run import Planned
from engine.run.configuration import Configuration
from engine.run.goal import Goal
from microtui.app import MicrotuiApp
from microtui.screens.main_screen import MainScreen
from microtui.session.commands import Play
from microtui.session.snapshot import Snapshot
from microtui.session.worker import Session
from microtui.terminal.application.steady_app import SteadyApp


@dataclass(frozen=True)
class Application:
    """A running application and the pilot at its keyboard."""

    pilot: Pilot[None]
    main: MainScreen

    async def press(self, *keys: str) -> Snapshot:
        """Type keys in one go, and wait for a snapshot that was made after their commands."""
        driver = self.pilot.app._driver
        assert driver is not None
        for key in keys:
            is_sign = len(key) == 1 and not key.isalnum()
            driver.process_message(key_event(_character_to_key(key) if is_sign else key))
        await asyncio.sleep(0.001)
        await self.until_acted()
        # A list that a key has scrolled, which it is behind the next frame, comes to rest.
        await self._until_drawn()
        await self.pilot.app._animator.wait_until_complete()
        await self.pilot.pause()
        if self.main._frames._is_awaiting:
            # It was asked for earlier, maybe before the last command.
            await self._next_snapshot()
        return await self._next_snapshot()

    async def _until_drawn(self) -> None:
        """Wait until the frame that comes next is drawn, unless the screen closes before."""
        app = self.pilot.app
        is_drawn = asyncio.Event()
        if app.screen_stack and (app.focused or app.screen).call_after_refresh(is_drawn.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(is_drawn.wait(), 1.0)

    async def _next_snapshot(self) -> Snapshot:
        before = self.main.snapshot
        self.main.refresh_snapshot()
        await self.until(lambda snapshot: snapshot is not before)
        return self.snapshot

    async def until_acted(self, seconds: float = 10.0) -> None:
        """Wait until every key has acted that was pressed."""
        app = self.pilot.app
        assert isinstance(app, SteadyApp)
        end = time.monotonic() + seconds
        while app.input.is_busy and not app._exit:
            assert time.monotonic() < end, f"no key acts any more:\n{self.text}"
            app.input.ask()
            await asyncio.sleep(0.001)

    async def until(self, condition: Callable[[Snapshot], object], seconds: float = 10.0) -> None:
        """Wait until the snapshot on the screen fulfils a condition."""
        for _ in range(int(seconds / 0.005)):
            if self.main.snapshot is not None and condition(self.main.snapshot):
                await self.pilot.pause()
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"not within {seconds} s:\n{self.text}")

    async def until_shown(self, words: str) -> None:
        """Wait until there are these words on the screen."""
        await self.until(lambda snapshot: words in self.text)

    async def until_searched(self) -> None:
        """Wait until a palette shows all that it finds."""
        workers = self.pilot.app.workers
        for search in [each for each in workers if isinstance(each.node, CommandPalette)]:
            await search.wait()
        await self.pilot.pause()

    @property
    def snapshot(self) -> Snapshot:
        assert self.main.snapshot is not None
        return self.main.snapshot

    @property
    def text(self) -> str:
        """What is on the screen."""
        lines = self.pilot.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in lines)

    def pane(self, selector: str) -> str:
        """The words in one pane, in one line."""
        region = self.main.query_one(selector).content_region
        lines = self.text.split("\n")[region.y : region.bottom]
        return " ".join(" ".join(line[region.x : region.right] for line in lines).split())


@asynccontextmanager
async def running(
    *,
    size: tuple[int, int] = (120, 40),
    epochs: int | None = None,
    goal: Goal | None = None,
    play: bool = False,
    notifications: bool = False,
    ascii_only: bool | None = None,
    changed_keys: Mapping[str, str] | None = None,
    plan: Sequence[Planned] = (),
    trained: int = 0,
    offered: Callable[[], None] | None = None,
    **settings: Any,
) -> AsyncIterator[Application]:
    """The application, with its first snapshot on the screen, after so many epochs."""
    recording = Recording.begin(Configuration(**settings), plan)
    for _ in range(trained):
        recording.run("epoch")
    session = Session(recording, epochs=epochs, goal=goal)
    if play:
        session.send(Play())
    app = MicrotuiApp(session, ascii_only=ascii_only, changed_keys=changed_keys, offered=offered)
    async with app.run_test(size=size, notifications=notifications) as pilot:
        await pilot.pause()
        main = app.screen
        assert isinstance(main, MainScreen)
        application = Application(pilot, main)
        has_map = size[0] >= 60 and size[1] >= 16
        await application.until(lambda snapshot: snapshot.field or not has_map)
        yield application


def key_event(key: str) -> events.Key:
    """The event that Textual makes of this key."""
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = key if len(key) == 1 else None
    return events.Key(key, character)
