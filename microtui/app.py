"""The application: what hangs together with what, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.screen import Screen

from engine.training import PHASES
from microtui.messages import FindAsked, LineCopied, RuleAsked, SnapshotReady
from microtui.screens.main_screen import MainScreen
from microtui.screens.program_app import ProgramApp
from microtui.session.snapshot import Snapshot
from microtui.session.worker import Session
from microtui.settings.program_settings import DEFAULT_FPS
from microtui.terminal.page.tell_page import tell_page
from microtui.terminal.run_telling import RunTelling
from microtui.words.classroom.run_report import RunReport, run_report, screen_word
from microtui.words.samples.reading_words import reading_time, remarks_notice

if TYPE_CHECKING:
    from microtui.course.lesson import Lesson
    from microtui.saving.failure_report import FailureReport


def lecture_scratchpad() -> Screen[None]:
    """With the lecture's first lines; it stays as it is left until the program ends."""
    from engine.graph.scratchpad.examples import EXAMPLES
    from microtui.screens.scratchpad.scratchpad_screen import ScratchpadScreen

    return ScratchpadScreen(EXAMPLES["lecture"].text)


class MicrotuiApp(ProgramApp):
    """Shows one training run."""

    CSS_PATH = "microtui.tcss"
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = {"scratchpad": lecture_scratchpad}

    def __init__(
        self,
        session: Session,
        *,
        frames_per_second: int = DEFAULT_FPS,
        theme: str | None = None,
        ascii_only: bool | None = None,
        remember_theme: Callable[[str], None] | None = None,
        changed_keys: Mapping[str, str] | None = None,
        scratchpad: str | None = None,
        first_pane: str | None = None,
        sample: int | None = None,
        offered: Callable[[], None] | None = None,
        remarks: Sequence[str] = (),
    ) -> None:
        """In front of the run, if given, the scratchpad with these lines; leaving it ends the
        program. Or one pane alone at first, that of the graph showing this sample. Where `offered`
        is given the course is offered, and that is told with it. `remarks` are on how the
        reader's file was read."""
        super().__init__(
            theme=theme,
            ascii_only=ascii_only,
            remember_theme=remember_theme,
            changed_keys=changed_keys,
        )
        self.lines_copied: list[str] = []
        """The command lines that the reader wants to take along, each once, the last at the end."""
        self.lesson_asked: str | None = None
        """The name of the lesson that it was left for; None where it was left for good."""
        self._main_screen = MainScreen(session, frames_per_second, first_pane, sample, offered)
        self._scratchpad = scratchpad
        self._of_file = remarks
        self._telling = RunTelling(lambda report: tell_page(self, "report", report=report))

    def open_first(self) -> None:
        if self.is_web:
            self.screen_change_signal.subscribe(self, lambda screen: self.tell_of_run())
        self.push_screen(self._main_screen)
        if self._scratchpad is not None:
            from microtui.screens.scratchpad.scratchpad_screen import ScratchpadScreen

            self.push_screen(ScratchpadScreen(self._scratchpad, is_alone=True))
        if self._of_file:
            seconds = reading_time(self._of_file)
            self.notify(remarks_notice(self._of_file), markup=False, timeout=seconds)

    # -- for the class ---------------------------------------------------------------------------

    def on_snapshot_ready(self, message: SnapshotReady) -> None:
        self.tell_of_run()

    def tell_of_run(self) -> None:
        """Tell whoever serves the program how all stands; in a terminal there is nobody."""
        snapshot = self._main_screen.snapshot
        if self.is_web and snapshot is not None:
            is_playing = snapshot.progress.playing
            self._telling.say(lambda: asdict(self.report(snapshot)), is_playing=is_playing)

    def report(self, snapshot: Snapshot) -> RunReport:
        return run_report(snapshot, screen=screen_word(type(self.screen).__name__))

    # -- what is asked for -----------------------------------------------------------------------

    def write_failure(self) -> FailureReport:
        from microtui.saving.failure_report import report_failure

        snapshot = self._main_screen.snapshot
        configuration = snapshot.configuration if snapshot is not None else None
        at = len(PHASES) * snapshot.updates + snapshot.phase if snapshot is not None else 0
        return report_failure(f"after {at} phases of {configuration}")

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        self._main_screen.cursor_reported(event.x, event.y)

    def on_line_copied(self, message: LineCopied) -> None:
        others = [line for line in self.lines_copied if line != message.line]
        self.lines_copied = [*others, message.line]

    async def on_course_asked(self) -> None:
        await self.open_course()

    async def open_course(self) -> None:
        """It is another application: this one is left for it once a lesson is chosen.

        Keys behind wait while the lessons are read: they find the list open.
        """
        from microtui.screens.course.choosing import list_of_lessons

        lessons = await list_of_lessons(self)
        if not self.is_leaving:
            await self.push_screen(lessons, self._leave_for_lesson)

    async def _leave_for_lesson(self, lesson: Lesson | None) -> None:
        if lesson is not None:
            self.lesson_asked = lesson.name
            await self.action_quit()

    def on_rule_asked(self, message: RuleAsked) -> None:
        # What colours it takes longer to import than all the dialogs.
        from microtui.screens.source_screen import SourceScreen

        screen = SourceScreen.of_walk(message.operation, overwrites=message.overwrites)
        self.push_screen(screen)

    def on_find_asked(self, message: FindAsked) -> None:
        from microtui.screens.dialogs.filter_screen import FilterScreen

        self.push_screen(FilterScreen("The node whose name has", "", message.find))
