"""Puts up the stage of a lesson in the running program, and notes how it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from textual.app import App

from engine.replay.saved_run import SavedSession
from microtui.course.detective.open_case import OpenCase
from microtui.course.lesson import Lesson, Stage, Step
from microtui.course.moment import Moment
from microtui.course.player.notebook import Notebook
from microtui.course.player.pytorch_named import import_pytorch, is_to_be_imported
from microtui.course.progress import KeptStage
from microtui.course.staged_run import StagedRun
from microtui.screens.course.kept_stage import kept_stage
from microtui.screens.course.lesson_scratchpad import LessonScratchpad
from microtui.screens.course.moment_seen import moment_seen, shown_graph
from microtui.screens.main_screen import MainScreen
from microtui.screens.shared_room import SharedRoom
from microtui.session.commands import Copy, Look, Open, Reveal
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.widgets.panes.panes import Panes

StageOf = Callable[[Stage, str], StagedRun]
"""Makes the stage of a lesson ready, which is in this file; raises `LessonError`."""

PATIENCE = 10.0
"""Seconds that the worker may take until it comes to what is asked of it."""

UNSET = "unset"
"""The class of a screen whose run is no lesson's: nothing of it is drawn, for it goes at once."""

SETTING = "One moment: the stage is being set."
IMPORTING = "One moment: PyTorch is imported, which takes some seconds, once."


class Stagehand:
    """What it does takes a while: the worker and the screens have their turn in it."""

    def __init__(
        self,
        app: App[Any],
        main: MainScreen,
        stage_of: StageOf,
        notebook: Notebook,
        furnish: Callable[[SharedRoom], None],
    ) -> None:
        """`furnish` is told of each screen before it opens."""
        self._app = app
        self._main = main
        self._main.add_class(UNSET)
        self._stage_of = stage_of
        self._notebook = notebook
        self._furnish = furnish
        self.case: OpenCase | None = None
        """Where what is wrong with the run is to be found out."""
        self.waits_for = SETTING
        """What takes so long, where it does."""
        self.command = ""
        """The command line that opens the stage set last by itself."""

    # -- setting ---------------------------------------------------------------------------------

    async def set(self, stage: Stage, lesson: Lesson) -> Moment:
        """As the lesson says; gives the moment at which it stands."""
        staged = await asyncio.to_thread(self._stage_of, stage, lesson.file)
        self.command = staged.command
        self.case = None if staged.case is None else OpenCase(staged.case)
        return await self.put(kept_stage(stage, staged))

    def foresee(self, lesson: Lesson) -> None:
        """Begin early with what one of its steps will wait for."""
        if is_to_be_imported(lesson):
            self._app.run_worker(import_pytorch, thread=True, group="lesson")

    async def provide(self, step: Step) -> None:
        """What its figures are computed with; on the screen's own thread it would stand still."""
        if is_to_be_imported(step):
            self.waits_for = IMPORTING
            await asyncio.to_thread(import_pytorch)
            self.waits_for = SETTING

    async def put(self, kept: KeptStage, *, is_named: bool = False) -> Moment:
        """As it was kept; of a case, whether it has been named already."""
        await self._close_dialogs()
        if kept.case is None:
            self.case = None
        elif self.case is None or self.case.key != kept.case:
            self.case = OpenCase(kept.case)
        if is_named and self.case is not None:
            self.case = self.case.closed()
        if kept.scratchpad is not None:
            scratchpad = self.scratchpad
            if scratchpad is None:
                scratchpad = LessonScratchpad(kept.scratchpad)
                self._furnish(scratchpad)
                await self._app.push_screen(scratchpad)
            else:
                scratchpad.put(kept.scratchpad)
        else:
            if self.scratchpad is not None:
                await self._app.pop_screen()
            if kept.run is not None:
                self._main.remove_class(UNSET)
                self._main.look_anew()
                is_open = self.case is not None and not self.case.is_closed
                self._main.carry_out(Open(kept.run, is_stage=True, is_case=is_open))
            self._show_pane(kept)
        return await self.look()

    async def _close_dialogs(self) -> None:
        """All that is open in front of the stage, an expression typed in between, too."""
        while self._app.screen not in (self._main, self.scratchpad):
            await self._app.pop_screen()

    @property
    def scratchpad(self) -> LessonScratchpad | None:
        """The one that is the stage; None where the run is."""
        stack = self._app.screen_stack
        return next((each for each in stack if isinstance(each, LessonScratchpad)), None)

    @property
    def has_run(self) -> bool:
        """Whether the stage is a run, and is there."""
        return self.scratchpad is None and not self._main.has_class(UNSET)

    def _show_pane(self, kept: KeptStage) -> None:
        if kept.pane is None:
            return
        panes = self._main.query_one(Panes)
        if panes.is_one_alone != kept.is_alone:
            panes.maximise()
        panes.show(kept.pane)

    # -- looking ---------------------------------------------------------------------------------

    async def look(self) -> Moment:
        """How all stands once all that was asked for before is done.

        In the scratchpad that is now: the run has no part in it.
        """
        if self.scratchpad is not None and self._main.snapshot is not None:
            return self.seen(self._main.snapshot)
        looked: Future[Snapshot] = Future()
        self._main.carry_out(Look(looked.set_result, self._view))
        return self.seen(await asyncio.wait_for(asyncio.wrap_future(looked), PATIENCE))

    def seen(self, snapshot: Snapshot) -> Moment:
        moment = moment_seen(self._app.screen_stack, self._main, snapshot)
        if self.case is None:
            return moment
        self.case = self.case.seen(moment)
        return self.case.told_in(moment, self._notebook.progress.score)

    def close_case(self, *, is_solved: bool) -> None:
        """It has been named."""
        if self.case is not None and not self.case.is_closed:
            self._notebook.closed(is_solved=is_solved, looks=self.case.looks)
            self.reveal_case()

    def reveal_case(self) -> None:
        """From now on the screen tells all of it."""
        if self.case is not None and not self.case.is_closed:
            self.case = self.case.closed()
            self._main.carry_out(Reveal())

    @property
    def _view(self) -> View:
        """All that a figure may be of."""
        pane = shown_graph(self._main)
        return View(graph=None if pane is None else pane.request)

    async def keep(self) -> KeptStage:
        """The stage as it stands now."""
        scratchpad = self.scratchpad
        if scratchpad is not None:
            return KeptStage(scratchpad=scratchpad.kept())
        copied: Future[SavedSession] = Future()
        self._main.carry_out(Copy(copied.set_result))
        run = await asyncio.wait_for(asyncio.wrap_future(copied), PATIENCE)
        panes = self._main.query_one(Panes)
        case = None if self.case is None else self.case.key
        return KeptStage(run, case=case, pane=panes.chosen, is_alone=panes.is_one_alone)
