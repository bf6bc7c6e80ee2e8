"""The lesson that is gone through now: how far it is, which is shown, and noted down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App

from microtui.course.lesson import Lesson
from microtui.course.moment import Moment
from microtui.course.player.notebook import Notebook
from microtui.course.player.playing import Playing
from microtui.screens.course.panel_place import PanelPlace
from microtui.screens.course.stagehand import Stagehand
from microtui.screens.course.turns import Turns
from microtui.session.snapshot import Snapshot
from microtui.terminal.application.key_names import renamed_keys
from microtui.widgets.course.lesson_panel import LessonPanel
from microtui.words.course.lesson_page import page_of


class PresentLesson:
    """Goes on where the program has done what was to be done; all else is the desk's."""

    def __init__(
        self,
        app: App[Any],
        hand: Stagehand,
        notebook: Notebook,
        place: PanelPlace,
        lessons: Sequence[Lesson],
        shown: Callable[[], None],
    ) -> None:
        """`shown` is called whenever the reader is somewhere else in the lesson."""
        self._app = app
        self._hand = hand
        self.notebook = notebook
        self.place = place
        self.lessons = lessons
        self._shown = shown
        self.playing: Playing | None = None
        self.turns = Turns(app, self._turned, self._say_why)
        self._snapshot: Snapshot | None = None

    @property
    def panel(self) -> LessonPanel | None:
        """The one that the reader sees, or would see if no dialog were open."""
        return self.place.panel

    @property
    def is_busy(self) -> bool:
        """Whether a stage is being set, or a step begun."""
        return self.turns.is_busy

    @property
    def has_run(self) -> bool:
        """Whether what is looked at is a run that the lesson has put there."""
        return self._hand.has_run

    @property
    def stage_line(self) -> str:
        """The command line that opens the stage by itself."""
        return self._hand.command

    def came(self, snapshot: Snapshot | None = None) -> None:
        """All may stand otherwise now; a newer snapshot has come, where one is given.

        A key may have acted when the screens are being closed: then there is nothing to be seen.
        """
        if not self._app.is_running:
            return
        if snapshot is not None:
            self.see(snapshot)
        playing = self.playing
        if playing is None or self.is_busy or self._snapshot is None or playing.is_over:
            return
        is_asked = playing.current is not None and playing.current.part == "task"
        if is_asked or self._hand.case is not None:
            self.take(playing.came(self._hand.seen(self._snapshot)))

    def see(self, snapshot: Snapshot) -> None:
        """One that was made before another may come after it."""
        old = self._snapshot
        if old is None or snapshot.progress.serial > old.progress.serial:
            self._snapshot = snapshot

    async def look(self) -> Moment:
        moment = await self._hand.look()
        self.see(moment.snapshot)
        return moment

    def _say_why(self) -> None:
        """Why it takes so long; over the keys, which would not act."""
        if self.is_busy:
            self.place.say(self._hand.waits_for)

    def _turned(self) -> None:
        """Something was done, or could not be."""
        self.place.say("")
        self._show()
        self.came()

    def take(self, playing: Playing) -> None:
        """Go on from there, and show it, where it is otherwise than before."""
        if playing is not self.playing:
            self.turns.trouble = ""
            self.notebook.went(self.playing, playing)
            self.playing = playing
            self._show()

    def _show(self) -> None:
        if self.playing is not None:
            renamed = renamed_keys(self._app)
            page = page_of(self.playing, self.lessons, renamed, trouble=self.turns.trouble)
            self.place.show(self.playing, page)
            self._shown()
