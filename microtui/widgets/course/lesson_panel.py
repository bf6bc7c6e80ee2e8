"""The panel of a lesson: where one is, the text, what is asked, and the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from engine.errors import ConfigurationError
from microtui.course.lesson import ChoiceQuestion, NumberQuestion, Question
from microtui.course.player.playing import Playing
from microtui.widgets.course.lesson_text import LessonText
from microtui.widgets.course.number_line import NumberLine, typed_number
from microtui.widgets.course.panel_keys_line import PanelKeysLine
from microtui.widgets.course.panel_room import PanelRoom, panel_room
from microtui.words.course.page import Page
from microtui.words.course.panel_keys import SHOW, panel_keys

CHOOSE_FIRST = "Choose one with up and down, then press enter."


class LessonPanel(Widget, can_focus=True):
    """Shows a lesson, and says what the reader wants of it. It binds no letter and no digit, so
    that these do what they always do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "on", show=False),
        Binding("backspace", "go_back", "back", show=False),
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("pageup", "turn(-1)", "page up", show=False),
        Binding("pagedown", "turn(1)", "page down", show=False),
    ]

    @dataclass
    class Answered(Message):
        """With the number of a choice, from 0, or a number that was typed."""

        answer: float

    class WentOn(Message):
        """The reader has read this."""

    class WentBack(Message):
        """The reader wants to see what was before."""

    playing: reactive[Playing | None] = reactive(None, repaint=False)
    page: reactive[Page | None] = reactive(None, repaint=False)
    marked: reactive[int | None] = reactive(None, repaint=False)
    """The number of the choice that enter would answer with."""
    is_folded: reactive[bool] = reactive(False, repaint=False)

    def compose(self) -> ComposeResult:
        yield Static(id="lesson-title", markup=False)
        with VerticalScroll(id="lesson-body", can_focus=False):
            yield LessonText()
        yield Static(id="lesson-word", markup=False)
        yield NumberLine()
        yield PanelKeysLine()

    _is_ready = False
    """Whether all that is in it is there."""
    _takes_focus = False

    def on_mount(self) -> None:
        self._is_ready = True
        self._show()
        if self._takes_focus:
            self.take_focus()

    def room(self, size: Size) -> PanelRoom:
        """What it takes of a screen of this size."""
        return panel_room(size.width, size.height, is_folded=self.is_folded)

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, playing: Playing, page: Page) -> None:
        """Only what is otherwise is drawn again."""
        was_asked = self._question
        self.playing, self.page = playing, page
        if self._question is not was_asked:
            self.marked = None
            self._say("")
        if self._is_ready:
            self._show()

    @property
    def _question(self) -> Question | None:
        """What is asked now."""
        if self.playing is None or not self.playing.is_under_way or self.playing.current is None:
            return None
        current = self.playing.current
        return current.step.question if current.part == "question" else None

    def _show(self) -> None:
        if self.page is None or self.playing is None:
            return
        self.query_one("#lesson-title", Static).update(self._title(self.page))
        number = self.query_one(NumberLine)
        is_asked = isinstance(self._question, NumberQuestion) and not self.is_folded
        if number.display != is_asked:
            if number.has_focus:
                # What is hidden would let go of the focus for good.
                self.screen.set_focus(self, scroll_visible=False)
            number.display = is_asked
            number.clear()
        self.query_one(LessonText).page = self.page
        self.show_keys()

    def _title(self, page: Page) -> str:
        return f"{page.where} · {page.lesson}"

    def show_keys(self) -> None:
        if self.playing is None or not self._is_ready:
            return
        body = self.query_one("#lesson-body")
        if self.is_folded:
            keys = [SHOW]
        else:
            has_more = body.scroll_offset.y < body.max_scroll_y
            keys = panel_keys(
                self.playing,
                has_focus=self.is_in_focus,
                has_more=has_more,
                leads_on=self.page is None or self.page.leads_on,
            )
        self.query_one(PanelKeysLine).keys = tuple(keys)

    def watch_is_folded(self) -> None:
        self.set_class(self.is_folded, "folded")
        self.can_focus = not self.is_folded
        if self._is_ready:
            self._show()

    @on(LessonText.Laid)
    def _bring_news(self) -> None:
        """What is new stands at the top, unless all that is below it has room anyway."""
        text, body = self.query_one(LessonText), self.query_one("#lesson-body", VerticalScroll)
        place = text.place_of_news
        if self.marked is not None:
            return

        def scroll() -> None:
            body.scroll_to(y=place, animate=False, immediate=True)
            self.show_keys()

        self.call_after_refresh(scroll)

    # -- the focus -------------------------------------------------------------------------------

    @property
    def is_in_focus(self) -> bool:
        return self.has_focus or self.has_focus_within

    def take_focus(self) -> None:
        """For the line where a number is typed, if there is one; as soon as there is a panel."""
        if not self._is_ready:
            self._takes_focus = True
            return
        number = self.query_one(NumberLine)
        self.screen.set_focus(number if number.display else self, scroll_visible=False)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.show_keys()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _focus_has_moved(self) -> None:
        self.call_after_refresh(self.show_keys)

    # -- keys ------------------------------------------------------------------------------------

    def action_move(self, lines: int) -> None:
        """To the next choice, where there are any and it is in view; else to the next line."""
        question, body = self._question, self.query_one("#lesson-body", VerticalScroll)
        if isinstance(question, ChoiceQuestion):
            first = -1 if self.marked is None else self.marked
            wanted = first + lines
            if 0 <= wanted < len(question.choices) and self._mark(wanted):
                return
        body.scroll_to(y=body.scroll_target_y + lines, animate=False, immediate=True)
        self.call_after_refresh(self.show_keys)

    def _mark(self, number: int) -> bool:
        """Mark this choice, where all of it is in view; else bring it nearer."""
        text, body = self.query_one(LessonText), self.query_one("#lesson-body", VerticalScroll)
        first, end = text.place_of_choice(number)
        top, height = body.scroll_target_y, body.scrollable_content_region.height
        if end > top + height and first > top:
            return False
        self.marked = number
        if first < top:
            body.scroll_to(y=first, animate=False, immediate=True)
        return True

    def watch_marked(self) -> None:
        if self._is_ready:
            self._say("")
            self.query_one(LessonText).marked = self.marked

    def action_turn(self, pages: int) -> None:
        body = self.query_one("#lesson-body", VerticalScroll)
        lines = max(body.scrollable_content_region.height - 1, 1)
        body.scroll_to(y=body.scroll_target_y + pages * lines, animate=False, immediate=True)
        self.call_after_refresh(self.show_keys)

    def action_go_on(self) -> None:
        if not isinstance(self._question, ChoiceQuestion):
            self.post_message(self.WentOn())
        elif self.marked is None:
            self._say(CHOOSE_FIRST)
        else:
            self.post_message(self.Answered(self.marked))

    @on(Input.Submitted)
    def _answer(self, message: Input.Submitted) -> None:
        message.stop()
        try:
            number = typed_number(message.value)
        except ConfigurationError as error:
            sentence = str(error)
            self._say(f"{sentence[:1].upper()}{sentence[1:]}.")
        else:
            self.post_message(self.Answered(number))

    @on(Input.Changed)
    def _forget_word(self, message: Input.Changed) -> None:
        message.stop()
        self._say("")

    def _say(self, sentence: str) -> None:
        """One line between the text and the keys; there is none where nothing is said."""
        if not self._is_ready:
            return
        word = self.query_one("#lesson-word", Static)
        if bool(sentence) != word.display or sentence:
            word.update(sentence)
            word.display = bool(sentence)

    def action_go_back(self) -> None:
        self.post_message(self.WentBack())
