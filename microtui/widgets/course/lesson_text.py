"""The text of a lesson, in lines that can be selected like any text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from microtui.words.course.page import Look, Page
from microtui.words.course.page_lines import PageLines, lines_of

STYLES: Mapping[Look, str] = MappingProxyType(
    {
        "plain": "",
        "code": "$emphasis on $panel",
        "strong": "bold",
        "emphasis": "italic",
        "figure": "$emphasis bold",
        "warning": "$text-warning",
    }
)


class LessonText(Static):
    """Breaks its lines itself, so that what belongs to an item stands below its beginning."""

    class Laid(Message):
        """The lines are others, or stand elsewhere."""

    @dataclass
    class Picked(Message):
        """Somebody has clicked on this choice."""

        number: int

    page: reactive[Page | None] = reactive(None, repaint=False)
    marked: reactive[int | None] = reactive(None, repaint=False)
    """The number of the choice that stands out, of those on the page."""

    lines = PageLines((), ())

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_page(self) -> None:
        self._lay()

    def watch_marked(self) -> None:
        self._lay()

    def on_resize(self) -> None:
        self._lay()

    def _lay(self) -> None:
        width = self.content_size.width
        if self.page is None or width < 1:
            return
        lines = lines_of(self.page, width, self.marked)
        if lines == self.lines:
            return
        self.lines = lines
        content = Content("\n").join(
            Content.assemble(*((piece.text, STYLES[piece.look]) for piece in line))
            for line in lines.lines
        )
        self.update(content)
        self.post_message(self.Laid())

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self.page is None:
            return
        for number in range(sum(each.kind == "choice" for each in self.page.paragraphs)):
            first, end = self.place_of_choice(number)
            if first <= offset.y < end:
                self.post_message(self.Picked(number))

    def place_of_choice(self, number: int) -> tuple[int, int]:
        """The first line of this choice, and the first behind it."""
        if self.page is None:
            return 0, 0
        choices = [i for i, each in enumerate(self.page.paragraphs) if each.kind == "choice"]
        place = choices[number]
        starts = (*self.lines.starts, len(self.lines.lines))
        return starts[place], starts[place + 1]

    @property
    def place_of_news(self) -> int:
        """The first line that has not been there before."""
        if self.page is None or self.page.news >= len(self.lines.starts):
            return 0
        return self.lines.starts[self.page.news]
