"""The list of all lessons: what is done, where one is, and which to go to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from microtui.course.lesson import Lesson
from microtui.course.progress import CourseProgress
from microtui.terminal.application.steady_parts import Dialog, SteadyList
from microtui.words.course.lesson_line import heading, lesson_line


class LessonList(Dialog[Lesson | None]):
    """Gives the lesson that was chosen, or None when it was left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f6", "dismiss", "close", key_display="esc"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (21, "-tall")]  # noqa: RUF012

    def __init__(
        self, lessons: Sequence[Lesson], progress: CourseProgress, here: Lesson | None
    ) -> None:
        super().__init__()
        self._lessons = lessons
        self._progress = progress
        self._here = here

    def compose(self) -> ComposeResult:
        with Vertical(id="lessons") as box:
            box.border_title = "Lessons"
            box.border_subtitle = "enter opens it · esc closes"
            yield Static(heading(), id="lessons-heading", markup=False)
            yield SteadyList(
                *(Option(Text(lesson_line(each, self._progress))) for each in self._lessons)
            )

    def on_mount(self) -> None:
        if self._here in self._lessons:
            self.query_one(SteadyList).highlighted = self._lessons.index(self._here)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._lessons[event.option_index])
