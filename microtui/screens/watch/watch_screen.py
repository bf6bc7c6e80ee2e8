"""The screen of a watched script: keys become wishes, readings become what one sees."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from microtui.messages import Said, Unfinished
from microtui.screens.watch.leaving import Fate, LeavingScreen, leaving_screen
from microtui.screens.watch.outlook import Outlook
from microtui.screens.watch.watch_keys import INTRODUCTION, WATCH_KEYS
from microtui.screens.watch.watched import Watched
from microtui.terminal.characters import is_ascii_only
from microtui.terminal.frames.frame_loop import FrameLoop
from microtui.terminal.mouse import switch_mouse
from microtui.terminal.window_title import WindowTitle
from microtui.watch.commands import Wish
from microtui.widgets.key_bar import KeyBar
from microtui.widgets.watch.findings_list import FindingsList
from microtui.widgets.watch.loss_line import LossLine
from microtui.widgets.watch.tensor_table import TensorTable
from microtui.widgets.watch.watch_commentary import WatchCommentary
from microtui.widgets.watch.watch_header import WatchHeader
from microtui.widgets.watch.watch_panes import WATCH_PANES, WatchPanes, pane_widget
from microtui.words.watch.questions import QUESTIONS
from microtui.words.watch.sighting import Sighting
from microtui.words.watch.watch_header import watch_title

NOTICE_TIME = 6.0
"""Seconds that it is said what a key has changed."""

NO_ROOM = "a larger window is needed for panes: 60x16"


class WatchScreen(Screen[None]):
    """Shows the newest of a script, as often as there is any and the terminal keeps up."""

    AUTO_FOCUS = ".chosen"
    INTRODUCTION = INTRODUCTION
    QUESTIONS = QUESTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*WATCH_KEYS]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        *((0, "-tiny"), (60, "-narrow"), (100, "-wide"), (160, "-broad"))
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        *((0, "-flat"), (16, "-low"), (20, "-short"), (24, "-medium"), (28, "-tall"), (44, "-high"))
    ]

    @dataclass
    class Left(Message):
        """The reader leaves, and has said what is to become of the script."""

        fate: Fate

    sighting: reactive[Sighting | None] = reactive(None, repaint=False)
    in_full: reactive[bool] = reactive(True, repaint=False)
    most_cells: reactive[float] = reactive(math.inf, repaint=False)

    def __init__(self, watched: Watched, frames_per_second: int) -> None:
        super().__init__()
        self._watched = watched
        self._outlook = Outlook(watched)
        self._period = 1.0 / frames_per_second
        self._frames = FrameLoop(self, frames_per_second, self._request)
        self._title = WindowTitle(self)
        self._is_news = True

    def compose(self) -> ComposeResult:
        yield WatchHeader().data_bind(WatchScreen.sighting)
        yield LossLine().data_bind(WatchScreen.sighting)
        yield WatchCommentary().data_bind(WatchScreen.sighting)
        panes = [pane_widget(pane, self._outlook.output) for pane in WATCH_PANES]
        for pane in panes:
            pane.data_bind(WatchScreen.sighting, WatchScreen.in_full, WatchScreen.most_cells)
        yield WatchPanes(panes)
        yield KeyBar()

    def on_mount(self) -> None:
        self.app.app_resume_signal.subscribe(self, lambda app: self._take_terminal_back())
        self._frames.start()
        self.set_interval(self._period, self._look)
        self.call_after_refresh(self._show_now)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_now)

    def _take_terminal_back(self) -> None:
        self._title.forget()
        self._frames.restart()

    # -- frames ----------------------------------------------------------------------------------

    def _look(self) -> None:
        """Draw a frame where there is something new, and leave where the script was to end."""
        self._is_news |= self._outlook.look()
        if self._is_news:
            self._frames.want()
        if not self._outlook.sighting.has_ended:
            return
        if self._outlook.sighting.is_stopping:
            self.leave("stop")
        elif isinstance(self.app.screen, LeavingScreen):
            # There is nothing left to ask.
            self.app.screen.dismiss("stop")

    @on(Unfinished)
    def _go_on_drawing(self) -> None:
        """Have the rest drawn when the terminal has got what there is."""
        self._is_news = True
        self._frames.want()

    def _show_now(self) -> None:
        self._frames.want(for_key=True)

    def cursor_reported(self, column: int, row: int) -> None:
        """The terminal has answered where its cursor is."""
        self._frames.answer(column, row)

    def _request(self, in_full: bool, for_key: bool) -> None:
        # In a turn of its own: the loop goes on where this has returned.
        self.call_next(self._show, in_full)

    def _show(self, in_full: bool) -> None:
        self._frames.begin_drawing()
        is_playing = self._outlook.look() or self._is_news
        self._is_news = False
        sighting = self._outlook.sighting
        is_playing &= not (sighting.has_ended or sighting.is_waiting)
        # Before what is costly where that is to be left out, and behind it where it is not: then it
        # is drawn once.
        self.in_full = self.in_full and in_full
        self.most_cells = self._frames.most_cells
        self.sighting = sighting
        self.in_full = in_full
        self._frames.shown(is_playing=is_playing, in_full=self.in_full)
        title = watch_title(sighting, ascii_only=is_ascii_only(self.app))
        self._title.show(title, is_playing=is_playing)

    # -- keys ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What has ended neither waits nor goes on."""
        has_ended = self.sighting is not None and self.sighting.has_ended
        return not (has_ended and action in ("play_or_wait", "go_to"))

    def watch_sighting(self, old: Sighting | None, new: Sighting | None) -> None:
        if old is not None and new is not None and old.has_ended != new.has_ended:
            self.refresh_bindings()

    def _tell(self, notice: str) -> None:
        self.query_one(WatchCommentary).tell(notice, seconds=NOTICE_TIME)

    @on(Said)
    def show_sentence(self, message: Said) -> None:
        self.notify(message.sentence, markup=False)

    def action_play_or_wait(self) -> None:
        self._outlook.play_or_wait()
        self._show_now()

    def action_go_to(self, wish: Wish) -> None:
        self._outlook.wish(wish)
        self._show_now()

    def action_switch_mouse(self) -> None:
        self._tell(switch_mouse(self.app))

    def action_show_pane(self, pane: str) -> None:
        panes = self.query_one(WatchPanes)
        panes.show(pane)
        self._tell("" if panes.display else NO_ROOM)
        self.call_after_refresh(self._show_now)

    def action_maximise(self) -> None:
        panes = self.query_one(WatchPanes)
        panes.maximise()
        self._tell("" if panes.display else NO_ROOM)
        self.call_after_refresh(self._show_now)

    @on(TensorTable.Opened)
    def open_tensor(self, message: TensorTable.Opened) -> None:
        self._outlook.open(message.tensor)
        self._show_now()

    @on(FindingsList.LinesAsked)
    def show_lines(self, message: FindingsList.LinesAsked) -> None:
        # What colours them takes long to import.
        from microtui.screens.watch.lines_screen import LinesScreen

        self.app.push_screen(LinesScreen(message.finding))

    # -- leaving ---------------------------------------------------------------------------------

    def newest(self) -> Sighting:
        """How the script is now, also when the screen is gone, with all that one has said which
        has ended."""
        while self._outlook.look() and self._outlook.sighting.has_ended:
            pass
        return self._outlook.sighting

    @property
    def printed(self) -> list[str]:
        """The last lines of its output."""
        output = self._outlook.output
        return output.lines(output.first, output.end - output.first)

    def leave(self, fate: Fate) -> None:
        self.post_message(self.Left(fate))

    def ask_to_leave(self) -> None:
        """At once where the script has ended; else ask what is to become of it."""
        self._outlook.look()
        sighting = self._outlook.sighting
        if sighting.has_ended:
            self.leave("stop")
        elif not sighting.is_stopping:
            self._ask_fate()

    @work(group="asking", exclusive=True)
    async def _ask_fate(self) -> None:
        screen = leaving_screen(self._outlook.sighting, self._watched.output_path)
        fate = await self.app.push_screen_wait(screen)
        if fate == "stop" and self._outlook.sighting.has_ended:
            self.leave("stop")
        elif fate == "stop":
            self._outlook.stop()
            self._show_now()
        elif fate == "let-go":
            self.leave("let-go")
