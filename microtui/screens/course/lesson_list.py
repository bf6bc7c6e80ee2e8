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
from microtui.course.progress import CourseProgress, progress_key
from microtui.terminal.application.steady_parts import Dialog, SteadyList
from microtui.words.course.lesson_line import heading, lesson_line

WIDTH, FRAME = 80, 2
"""Columns of the box where there is room for it, and of its frame, as in the style sheet."""


class LessonList(Dialog[Lesson | None]):
    """Gives the lesson that was chosen, or None when it was left with escape."""

    CSS_PATH = "lesson_list.tcss"
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
        self._width = -1

    def compose(self) -> ComposeResult:
        with Vertical(id="lessons") as box:
            box.border_title = "Lessons"
            box.border_subtitle = "enter opens it · esc closes"
            yield Static(id="lessons-heading", markup=False)
            yield SteadyList()

    def on_mount(self) -> None:
        """All are there at once: keys typed behind the one that opened it move among them."""
        self._list(max(min(self.app.size.width, WIDTH) - FRAME, 0))
        self.query_one(SteadyList).highlighted = self._first

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._list(self.query_one(SteadyList).content_size.width)

    @property
    def _first(self) -> int:
        """Where one is; else the first that was not gone through."""
        if self._here in self._lessons:
            return self._lessons.index(self._here)
        progress = (self._progress.of(progress_key(each)) for each in self._lessons)
        return next((place for place, each in enumerate(progress) if not each.is_finished), 0)

    def _list(self, width: int) -> None:
        """In lines of this width."""
        if width == self._width:
            return
        self._width = width
        self.query_one("#lessons-heading", Static).update(heading(width))
        lessons = self.query_one(SteadyList)
        lines = [Text(lesson_line(each, self._progress, width)) for each in self._lessons]
        if lessons.option_count:
            for place, shown in enumerate(lines):
                lessons.replace_option_prompt_at_index(place, shown)
        else:
            lessons.add_options([Option(shown) for shown in lines])

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._lessons[event.option_index])
