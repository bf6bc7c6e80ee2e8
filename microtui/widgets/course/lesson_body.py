"""The part of a lesson's panel that is read, scrolled, and chosen from."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import reactive

from microtui.widgets.course.lesson_text import LessonText
from microtui.words.course.page import Page


class LessonBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A page, which may be longer than there is room for, and one of its choices marked."""

    class Moved(Message):
        """Other lines are in view."""

    page: reactive[Page | None] = reactive(None, repaint=False)
    marked: reactive[int | None] = reactive(None, repaint=False)
    """The number of a choice."""

    _is_other_page = False
    """Whether the page is another one than that whose lines stand there."""

    def watch_page(self) -> None:
        self._is_other_page = True

    def compose(self) -> ComposeResult:
        yield LessonText().data_bind(LessonBody.page, LessonBody.marked)

    def on_mount(self) -> None:
        self.watch(self, "virtual_size", self._tell, init=False)

    def _tell(self) -> None:
        self.post_message(self.Moved())

    @property
    def _text(self) -> LessonText:
        return self.query_one(LessonText)

    @property
    def has_more(self) -> bool:
        """Whether there are lines below those in view."""
        return self.scroll_target_y < self.max_scroll_y

    @on(LessonText.Laid)
    def _bring_news(self) -> None:
        """What is new stands at the top, unless all that is below it has room anyway."""
        if self._is_other_page:
            self._is_other_page = False
            place = self._text.place_of_news
            self.call_after_refresh(lambda: self._go(place))

    def move(self, lines: int, choices: int) -> None:
        """To the next of so many choices, if it is in view; else to the next line, or back."""
        wanted = (-1 if self.marked is None else self.marked) + lines
        if not (0 <= wanted < choices and self._mark(wanted)):
            self._go(self.scroll_target_y + lines)

    @on(LessonText.Picked)
    def _pick(self, message: LessonText.Picked) -> None:
        self.marked = message.number

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell()

    def turn(self, pages: int) -> None:
        lines = max(self.scrollable_content_region.height - 1, 1)
        self._go(self.scroll_target_y + pages * lines)

    def _mark(self, number: int) -> bool:
        """Mark this choice, unless some of it is below what is in view and more can be."""
        first, end = self._text.place_of_choice(number)
        top, height = self.scroll_target_y, self.scrollable_content_region.height
        if end > top + height and first > top:
            return False
        self.marked = number
        if first < top:
            self._go(first)
        return True

    def _go(self, line: float) -> None:
        self.scroll_to(y=line, animate=False, immediate=True)
        self._tell()
