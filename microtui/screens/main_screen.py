"""The screen on which a network learns: keys become commands, snapshots become what one sees.

What a key opens is imported when it is first pressed: the first frame does not wait for it.
"""

from __future__ import annotations

import math
from asyncio import shield, wait_for, wrap_future
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.widget import Widget

from microtui.changes.revisions import with_units_in
from microtui.messages import Said, SnapshotReady, Unfinished, ViewChanged
from microtui.screens.main_keys import COMMANDS, MAIN_KEYS, AskName
from microtui.screens.news import News
from microtui.screens.shared_room import SharedRoom
from microtui.screens.unseen import Unseen
from microtui.session.commands import Command, Configure, GoToEpoch, Look
from microtui.session.concealment import IN_A_CASE
from microtui.session.run_graph import GraphRequest
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.session.worker import Session
from microtui.terminal.characters import is_ascii_only
from microtui.terminal.frames.frame_loop import FrameLoop
from microtui.terminal.mouse import switch_mouse
from microtui.terminal.window_title import WindowTitle
from microtui.widgets.commentary import Commentary
from microtui.widgets.compact_view import CompactView
from microtui.widgets.key_bar import KeyBar
from microtui.widgets.panes.confusion_matrix import ConfusionMatrix
from microtui.widgets.panes.graph_pane import GraphPane
from microtui.widgets.panes.loss_plot import LossPlot
from microtui.widgets.panes.network_view import NetworkView
from microtui.widgets.panes.panes import Panes
from microtui.widgets.panes.parameter_table import ParameterTable
from microtui.widgets.panes.registry import PANES
from microtui.widgets.run_header import RunHeader
from microtui.widgets.scrubber import Scrubber
from microtui.words.window_title import window_title

if TYPE_CHECKING:
    from microtui.screens.dialogs.asking import Ask, Occasion


LONGEST_LOOK = 0.2
"""Seconds that a key waits to be told how things are, where the worker has much to do."""

NO_ROOM = "a larger window is needed for panes: 60x16"


class MainScreen(SharedRoom):
    """Sends commands to a session and shows the snapshots that it asks it for."""

    AUTO_FOCUS = ".chosen"
    BINDINGS: ClassVar[list[BindingType]] = [*MAIN_KEYS]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        *((0, "-tiny"), (60, "-narrow"), (100, "-wide"), (160, "-broad"))
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        *((0, "-flat"), (16, "-low"), (20, "-short"), (24, "-medium"), (28, "-tall"), (44, "-high"))
    ]

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)
    most_cells: reactive[float] = reactive(math.inf, repaint=False)

    def __init__(
        self,
        session: Session,
        frames_per_second: int,
        first_pane: str | None = None,
        sample: int | None = None,
        offered: Callable[[], None] | None = None,
    ) -> None:
        """`first_pane` alone at first, where one is named; the graph's being of this sample. Where
        `offered` is given the course is offered, once, and that is told with it."""
        super().__init__()
        self._first_pane = first_pane
        self._first_sample = sample
        self._session = session
        self._frames = FrameLoop(self, frames_per_second, self._request_snapshot)
        self._unseen = Unseen(self, self._frames, self.present, self.carry_out)
        self._title = WindowTitle(self)
        self._news = News(self, offered)
        self._layouts_to_come = 0

    def compose(self) -> ComposeResult:
        yield RunHeader().data_bind(MainScreen.snapshot)
        yield CompactView().data_bind(MainScreen.snapshot)
        yield Commentary().data_bind(MainScreen.snapshot)
        yield Panes(
            *(
                pane.widget(id=pane.id).data_bind(MainScreen.snapshot, MainScreen.most_cells)
                for pane in PANES
            )
        )
        yield Scrubber().data_bind(MainScreen.snapshot)
        yield KeyBar()

    def on_mount(self) -> None:
        self._run_session()
        self.app.app_resume_signal.subscribe(self, lambda app: self._title.forget())
        self._unseen.begin()
        if self._first_sample is not None:
            self.query_one(GraphPane).request = GraphRequest(sample=self._first_sample)
        if self._first_pane is not None:
            panes = self.query_one(Panes)
            panes.show(self._first_pane)
            panes.maximise()
        self._frames.start()
        self._refresh_once_laid_out()

    def on_unmount(self) -> None:
        self._session.quit()

    def on_resize(self) -> None:
        self._refresh_once_laid_out()

    # -- snapshots -------------------------------------------------------------------------------

    @work(thread=True, exclusive=True)
    def _run_session(self) -> None:
        self._session.run(self._deliver, self._refuse)

    def _deliver(self, snapshot: Snapshot) -> None:
        self.post_message(SnapshotReady(snapshot))

    def say(self, sentence: str, *, is_warning: bool = False) -> None:
        """Any thread may call this."""
        self.post_message(Said(sentence, is_warning))

    def _refuse(self, sentence: str) -> None:
        self.say(sentence, is_warning=True)

    @on(ViewChanged)
    def refresh_snapshot(self) -> None:
        """Have the screen show how things are now, as soon as the terminal has drawn the last."""
        self._frames.want(for_key=True)

    def _refresh_once_laid_out(self) -> None:
        """Which panes are seen, and how large they are, is known only then."""
        self._layouts_to_come += 1
        self.call_after_refresh(self._laid_out)

    def _laid_out(self) -> None:
        self._layouts_to_come -= 1
        self.refresh_snapshot()

    @property
    def is_up_to_date(self) -> bool:
        """Whether what the keys have led to is shown; while training plays, it never is."""
        return self._frames.is_at_rest and not self._layouts_to_come

    def cursor_reported(self, column: int, row: int) -> None:
        """The terminal has answered where its cursor is."""
        self._frames.answer(column, row)

    @on(Unfinished)
    def go_on_drawing(self) -> None:
        """Have the rest drawn when the terminal has got what there is."""
        self._frames.want()

    def _request_snapshot(self, in_full: bool, for_key: bool) -> None:
        self.most_cells = self._frames.most_cells
        view = View(in_full=in_full, is_urgent=for_key)
        self._session.request(self.query_one(Panes).ask(view))

    @on(SnapshotReady)
    def show_snapshot(self, message: SnapshotReady) -> None:
        self._frames.begin_drawing()
        old, self.snapshot = self.snapshot, message.snapshot
        self._frames.shown(
            is_playing=message.snapshot.progress.playing, in_full=message.snapshot.in_full
        )
        title = window_title(message.snapshot, ascii_only=is_ascii_only(self.app))
        self._title.show(title, is_playing=message.snapshot.progress.playing)
        self._news.show(old, message.snapshot)

    @on(Said)
    def show_sentence(self, message: Said) -> None:
        severity: SeverityLevel = "warning" if message.is_warning else "information"
        self.notify(message.sentence, severity=severity, markup=False)

    # -- actions ---------------------------------------------------------------------------------

    def carry_out(self, command: Command) -> None:
        """Have the session do this, and the screen show what comes of it."""
        self._session.send(command)
        self.refresh_snapshot()

    def action_send(self, name: str) -> None:
        self.carry_out(COMMANDS[name])

    @on(Scrubber.Moved)
    @on(LossPlot.EpochChosen)
    def go_to_epoch(self, message: Scrubber.Moved | LossPlot.EpochChosen) -> None:
        self.carry_out(GoToEpoch(message.epoch))

    @on(NetworkView.LayerResized)
    def resize_layer(self, message: NetworkView.LayerResized) -> None:
        self.carry_out(Configure(with_units_in(message.layer, message.difference)))

    @on(ConfusionMatrix.CellChosen)
    def show_listed(self) -> None:
        self.action_show_pane("examples")

    async def action_ask(self, name: AskName) -> None:
        from microtui.screens.dialogs.asking import ASKS

        await self.ask(ASKS[name])

    async def ask(self, ask: Ask) -> None:
        """Do what takes more than a command, and carry out the command that may come of it.

        Keys behind this one wait until it is known how things are: they find open what it opens.
        """
        from microtui.screens.dialogs.asking import NOT_IN_A_CASE, Occasion

        snapshot = await self.present()
        if snapshot is not None and snapshot.is_case and ask in NOT_IN_A_CASE:
            self.say(IN_A_CASE, is_warning=True)
        elif snapshot is not None:
            first_parameter = self.query_one(ParameterTable).first_index
            self._follow(ask, Occasion(self.app, snapshot, first_parameter, self.say))

    async def present(
        self, view: View | None = None, *, seconds: float = LONGEST_LOOK
    ) -> Snapshot | None:
        """How things are once all keys before have acted; what is on the screen where the worker
        does not come to it."""
        answer: Future[Snapshot] = Future()
        self._session.send(Look(answer.set_result, view))
        try:
            return await wait_for(shield(wrap_future(answer)), seconds)
        except TimeoutError:
            return self.snapshot

    @work(group="asking", exclusive=True)
    async def _follow(self, ask: Ask, occasion: Occasion) -> None:
        command = await ask(occasion)
        if command is not None:
            self.carry_out(command)

    def action_switch_mouse(self) -> None:
        self._news.tell(switch_mouse(self.app))

    # -- panes -----------------------------------------------------------------------------------

    def action_show_pane(self, pane: str) -> None:
        panes = self.query_one(Panes)
        panes.show(pane)
        self._news.tell("" if panes.display else NO_ROOM)
        self._refresh_once_laid_out()

    @property
    def looked_at(self) -> Widget | None:
        panes = self.query_one(Panes)
        return panes.chosen_pane if panes.display else None

    def look_anew(self) -> None:
        """Nothing is chosen, sought, enlarged or unfolded any more: another run is looked at."""
        self.query_one(Panes).begin_anew()

    def action_filter(self) -> None:
        from microtui.screens.dialogs.filter_screen import FilterScreen

        self.action_show_pane("parameters")
        table = self.query_one(ParameterTable)

        def show(sought: str) -> None:
            table.sought = sought

        self.app.push_screen(FilterScreen("Parameters whose name has", table.sought, show))

    def action_maximise(self) -> None:
        panes = self.query_one(Panes)
        panes.maximise()
        self._news.tell("" if panes.display else NO_ROOM)
        self._refresh_once_laid_out()
