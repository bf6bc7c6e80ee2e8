"""The panel of a lesson: where one is, the text, what is asked, and the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import DescendantBlur, DescendantFocus
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from engine.errors import ConfigurationError
from microtui.course.lesson import ChoiceQuestion, NumberQuestion, Question
from microtui.course.player.playing import Playing
from microtui.widgets.course.lesson_body import LessonBody
from microtui.widgets.course.number_line import NumberLine, typed_number
from microtui.widgets.course.panel_keys_line import PanelKeysLine
from microtui.widgets.course.panel_room import PanelRoom, panel_room
from microtui.words.course.page import Page
from microtui.words.course.panel_keys import SHOW, panel_keys

CHOOSE_FIRST = "Choose one with the keys up and down, then press enter."


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
        Binding("escape", "leave_number", "leave the number", show=False),
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
    is_folded: reactive[bool] = reactive(False, repaint=False)

    _is_ready = False
    """Whether all that is in it is there."""
    _title = ""
    _takes_focus = False
    """Whether it is to have the focus as soon as that is so."""

    def compose(self) -> ComposeResult:
        yield Static(id="lesson-title", markup=False)
        yield LessonBody(id="lesson-body").data_bind(LessonPanel.page)
        yield NumberLine()
        yield PanelKeysLine()

    def on_mount(self) -> None:
        self._is_ready = True
        self._show()
        if self._takes_focus:
            self.take_focus()

    def room(self, size: Size) -> PanelRoom:
        """What it takes of a screen of this size."""
        return panel_room(size.width, size.height, is_folded=self.is_folded)

    @property
    def _body(self) -> LessonBody:
        return self.query_one(LessonBody)

    @property
    def marked(self) -> int | None:
        """The number of the choice that enter would answer with."""
        return self._body.marked if self._is_ready else None

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, playing: Playing, page: Page) -> None:
        """Only what is otherwise is drawn again."""
        was_asked = self._question
        self.playing = playing
        if self._is_ready and self._question is not was_asked:
            self._body.marked = None
            self.say("")
        self.page = page
        self._show()

    @property
    def _question(self) -> Question | None:
        """What is asked now."""
        if self.playing is None or not self.playing.is_under_way or self.playing.current is None:
            return None
        current = self.playing.current
        return current.step.question if current.part == "question" else None

    def _show(self) -> None:
        if self.page is None or not self._is_ready:
            return
        self._show_title(self.page)
        number = self.query_one(NumberLine)
        is_asked = isinstance(self._question, NumberQuestion) and not self.is_folded
        if number.display != is_asked:
            if number.has_focus:
                # What is hidden would let go of the focus for good.
                self.screen.set_focus(self, scroll_visible=False)
            number.display = is_asked
            number.clear()
            if is_asked and self.has_focus:
                # Whoever has looked back, and comes on again, goes on typing.
                self.take_focus()
        self._show_keys()

    def _show_title(self, page: Page) -> None:
        """In one line, or in two where it stands at the right."""
        is_high = self.screen.has_class("shared-right") and not self.is_folded
        is_done = self.is_folded and self.playing is not None and self.playing.may_go_on
        where = f"{page.where}: done" if is_done else page.where
        title = f"{page.lesson}\n{where}" if is_high else f"{where} · {page.lesson}"
        if title != self._title:
            self._title = title
            self.query_one("#lesson-title", Static).update(title)

    def on_resize(self) -> None:
        self._show()

    @on(LessonBody.Moved)
    def _show_keys(self) -> None:
        if self.playing is None or not self._is_ready:
            return
        keys = [SHOW]
        if not self.is_folded:
            keys = panel_keys(
                self.playing,
                has_focus=self.is_in_focus,
                has_more=self._body.has_more,
                leads_on=self.page is None or self.page.leads_on,
            )
        self.query_one(PanelKeysLine).keys = tuple(keys)

    def watch_is_folded(self) -> None:
        self.set_class(self.is_folded, "folded")
        self.can_focus = not self.is_folded
        self._show()

    def say(self, sentence: str) -> None:
        """In place of the keys, until the next one."""
        if self._is_ready:
            self.query_one(PanelKeysLine).sentence = sentence

    # -- the focus -------------------------------------------------------------------------------

    @property
    def is_in_focus(self) -> bool:
        return self.has_focus_within

    def take_focus(self) -> None:
        """For the line where a number is typed, if there is one; as soon as there is a panel."""
        if not self._is_ready:
            self._takes_focus = True
            return
        number = self.query_one(NumberLine)
        self.screen.set_focus(number if number.display else self, scroll_visible=False)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self._show_keys()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _focus_has_moved(self) -> None:
        self.call_after_refresh(self._show_keys)

    # -- keys ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape is the panel's own only while a number is typed."""
        is_typing = self.is_in_focus and self.screen.focused is not self
        return action != "leave_number" or is_typing

    def action_leave_number(self) -> None:
        """From now on letters and digits act as ever; enter comes back."""
        self.screen.set_focus(self, scroll_visible=False)

    def action_move(self, lines: int) -> None:
        self.say("")
        question = self._question
        choices = len(question.choices) if isinstance(question, ChoiceQuestion) else 0
        self._body.move(lines, choices)

    def action_turn(self, pages: int) -> None:
        self.say("")
        self._body.turn(pages)

    def action_go_on(self) -> None:
        if isinstance(self._question, NumberQuestion):
            self.take_focus()
        elif self._question is None:
            self.post_message(self.WentOn())
        elif self.marked is None:
            self.say(CHOOSE_FIRST)
        else:
            self.post_message(self.Answered(self.marked))

    def action_go_back(self) -> None:
        self.post_message(self.WentBack())

    @on(Input.Submitted)
    def _answer(self, message: Input.Submitted) -> None:
        message.stop()
        try:
            number = typed_number(message.value)
        except ConfigurationError as error:
            sentence = str(error)
            self.say(f"{sentence[:1].upper()}{sentence[1:]}.")
        else:
            # At once: the next key is meant for what is looked at.
            self.screen.set_focus(self, scroll_visible=False)
            self.post_message(self.Answered(number))

    @on(Input.Changed)
    def _forget_sentence(self, message: Input.Changed) -> None:
        message.stop()
        self.say("")
