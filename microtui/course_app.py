"""The application with a lesson beside what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import events, work
from textual.binding import BindingType
from textual.command import CommandPalette

from microtui.app import MicrotuiApp
from microtui.course.lesson import Lesson
from microtui.course.player.notebook import Notebook
from microtui.course.progress import CourseProgress
from microtui.course.progress_change import Keep, nothing_kept
from microtui.messages import SnapshotReady
from microtui.screens.course.course_keys import COURSE_KEYS
from microtui.screens.course.desk import Desk
from microtui.screens.course.lesson_list import LessonList
from microtui.screens.course.panel_place import PanelPlace
from microtui.screens.course.present_lesson import PresentLesson
from microtui.screens.course.stagehand import Stagehand, StageOf
from microtui.screens.dialogs.copied_line import hand_over
from microtui.screens.shared_room import SharedRoom
from microtui.session.snapshot import Snapshot
from microtui.session.worker import Session
from microtui.widgets.course.lesson_panel import LessonPanel
from microtui.words.classroom.run_report import RunReport
from microtui.words.course.step_line import step_line

MOMENT = 0.05
"""Seconds that what a click or something pasted does may take."""


class CourseApp(MicrotuiApp):
    """Plays lessons. What happens on the screen and in the run goes to the desk, where they are
    gone through."""

    CSS_PATH = ["microtui.tcss", "course.tcss"]  # type: ignore[assignment]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [*COURSE_KEYS]

    def __init__(
        self,
        session: Session,
        lessons: Sequence[Lesson],
        stage_of: StageOf,
        progress: CourseProgress,
        first: Lesson | None = None,
        keep: Keep = nothing_kept,
        remarks: Sequence[str] = (),
        **options: Any,
    ) -> None:
        """`first` is the lesson that it begins with; None begins with the list of all. `remarks`
        are said as soon as a stage is there, or the list."""
        super().__init__(session, **options)
        self._first = first
        self._remarks = tuple(remarks)
        notebook = Notebook(progress, keep)
        place = PanelPlace(self)
        hand = Stagehand(self, self._main_screen, stage_of, notebook, place.furnish_room)
        self.present = PresentLesson(self, hand, notebook, place, lessons, self.tell_of_run)
        self.desk = Desk(self.present, hand)

    def open_first(self) -> None:
        self.present.place.furnish_room(self._main_screen)
        super().open_first()
        self.screen_change_signal.subscribe(self, lambda screen: self._turn_to_screen())
        self._main_screen.call_after_refresh(self._begin)

    def _turn_to_screen(self) -> None:
        self.present.place.furnish()
        # What is open may be what was to be found.
        self.present.came()

    def complain(self, sentence: str) -> None:
        """Any thread may call this."""
        self.notify(sentence, severity="warning", markup=False, timeout=12.0)

    async def _begin(self) -> None:
        if self._first is not None:
            await self.present.turns.take(self._begin_lesson(self._first))
        else:
            self._say_remarks()
            self._open_list()

    async def _begin_lesson(self, lesson: Lesson) -> None:
        await self.desk.open(lesson)
        if self.screen is not self._main_screen:
            self._say_remarks()

    def _say_remarks(self) -> None:
        """Once a stage is there: what is said before goes with the run before."""
        remarks, self._remarks = self._remarks, ()
        for remark in remarks:
            self.complain(remark)

    # -- what happens ----------------------------------------------------------------------------

    def on_snapshot_ready(self, message: SnapshotReady) -> None:
        self.present.came(message.snapshot)
        if message.snapshot.progress.exchange.number:
            self._say_remarks()

    def report(self, snapshot: Snapshot) -> RunReport:
        """With the step that one is at. Where no stage is a run, there are no numbers of one."""
        report = super().report(snapshot)
        playing = self.present.playing
        lesson = None if playing is None else step_line(playing)
        if self.present.has_run:
            return replace(report, lesson=lesson)
        return RunReport(report.screen, lesson)

    def key_acted(self) -> None:
        self.present.came()

    async def on_event(self, event: events.Event) -> None:
        await super().on_event(event)
        if isinstance(event, (events.MouseUp, events.Paste)):
            self.set_timer(MOMENT, self.present.came)

    async def on_lesson_panel_went_on(self) -> None:
        await self.present.turns.take(self.desk.on())

    def on_lesson_panel_went_back(self) -> None:
        self.desk.back()

    async def on_lesson_panel_answered(self, message: LessonPanel.Answered) -> None:
        await self.present.turns.take(self.desk.answer(message.answer))

    async def open_course(self) -> None:
        self._open_list()

    # -- keys ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dialogs keep their keys; the palette offers what can be done behind it."""
        if action != "lesson":
            return super().check_action(action, parameters)
        if parameters == ("copy",) and self._is_typing:
            return False
        return isinstance(self.screen, (SharedRoom, CommandPalette))

    @property
    def _is_typing(self) -> bool:
        """Whether a letter is a letter of a text."""
        return self.focused is not None and self.focused.check_consume_key("y", "y")

    async def action_lesson(self, name: str) -> None:
        match name:
            case "fold":
                self.present.place.fold()
            case "hint":
                self.desk.hint()
            case "stage_back":
                await self.present.turns.take(self.desk.stage_back())
            case "skip":
                await self.present.turns.take(self.desk.skip())
            case "begin_again":
                await self.present.turns.take(self.desk.begin_again())
            case "list":
                self._open_list()
            case "switch_focus":
                self.present.place.switch_focus()
            case "copy":
                hand_over(self, self.present.stage_line, "The command line of this stage")

    @work(group="list", exclusive=True)
    async def _open_list(self) -> None:
        playing = self.present.playing
        here = None if playing is None else playing.lesson
        progress = self.present.notebook.progress
        lesson = await self.push_screen_wait(LessonList(self.present.lessons, progress, here))
        if lesson is not None:
            await self.present.turns.take(self.desk.open(lesson))
        elif playing is None:
            self.exit()
