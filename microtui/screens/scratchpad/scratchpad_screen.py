"""The scratchpad: what is typed, what it comes to, and its graph, all at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widgets import TextArea

from engine.errors import ConfigurationError
from engine.graph.scratchpad.program import Evaluated
from engine.graph.walk import Walk
from microtui.messages import Said
from microtui.screens.scratchpad.files_and_examples import ask_for_example, take_along
from microtui.screens.scratchpad.findings import Findings, Report
from microtui.screens.scratchpad.moving import Sizes, descent_report, nudge_report
from microtui.screens.scratchpad.reading import Reading, place_of
from microtui.screens.scratchpad.scratch_graph import ScratchGraph
from microtui.screens.scratchpad.scratchpad_keys import INTRODUCTION, SCRATCHPAD_KEYS
from microtui.screens.scratchpad.typed_lines import TypedLines
from microtui.screens.shared_room import SharedRoom
from microtui.widgets.graph.stage import Stage
from microtui.widgets.key_bar import KeyBar

NO_FORMULA = "These lines are no formula yet."


class ScratchpadScreen(SharedRoom):
    """The text is all that there is to know: result, gradients and graph are made of it anew."""

    INTRODUCTION = INTRODUCTION
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*SCRATCHPAD_KEYS]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-low"), (32, "-tall")]  # noqa: RUF012

    def __init__(self, text: str, *, is_alone: bool = False) -> None:
        """Closing it ends the program where it `is_alone`, with nothing to go back to."""
        super().__init__()
        self._lines = TypedLines(text.rstrip("\n"))
        self._graph = ScratchGraph()
        self._findings = Findings()
        self._is_alone = is_alone
        self._sizes = Sizes()
        self._reading = Reading("", None, "")
        self._overwrites = False

    def compose(self) -> ComposeResult:
        with Container(id="scratchpad"):
            with Vertical(id="scratchpad-side"):
                yield self._lines
                yield self._findings
            yield self._graph
        yield KeyBar()

    def on_mount(self) -> None:
        self._move_by(self._sizes)
        self._read()
        self.set_focus(self._lines if self._reading.evaluated is None else self._graph)

    # -- what is seen of it ----------------------------------------------------------------------

    @property
    def text(self) -> str:
        return self._lines.text

    @property
    def evaluated(self) -> Evaluated | None:
        """What the text comes to; None where it is no formula."""
        return self._reading.evaluated

    @property
    def sizes(self) -> Sizes:
        """By how much keys move its numbers."""
        return self._sizes

    @property
    def looked_at(self) -> ScratchGraph:
        return self._graph

    @property
    def stage(self) -> Stage | None:
        """Its graph, and where the walk through it is; None where none is shown yet."""
        return self._graph.present

    # -- reading ---------------------------------------------------------------------------------

    @on(TextArea.Changed)
    def read_change(self) -> None:
        if self._lines.text != self._reading.text:
            self._read()

    def _read(self, report: Report | None = None) -> None:
        """Show what the text comes to, and with it what a key has done to it."""
        self._reading = Reading.of(self._lines.text)
        if self._reading.evaluated is None:
            self._graph.show_text_changed()
        else:
            walk = Walk(self._reading.evaluated.graph, self._overwrites)
            is_there = self._graph.stage is not None
            is_nudged = is_there and (report is not None or self.focused is self._graph)
            self._graph.show_graph(walk, is_nudged=is_nudged)
        self._tell(report)

    def _tell(self, report: Report | None) -> None:
        is_error = self._reading.evaluated is None
        self._findings.show(self._reading.sentence, report, is_error=is_error)

    def _say(self, sentence: str, *, is_warning: bool = False) -> None:
        self._tell(Report(sentence, is_warning=is_warning))

    @on(Said)
    def tell_sentence(self, message: Said) -> None:
        self._say(message.sentence, is_warning=message.is_warning)

    # -- keys ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types, letters are letters."""
        is_typing = self.focused is self._lines
        if action in ("take_back", "bring_back"):
            return True
        return is_typing == (action in ("look", "explain")) or not hasattr(self, f"action_{action}")

    def action_edit(self) -> None:
        """Behind the chosen number; where it is the result, at the end."""
        place = place_of(self._graph.stage, self._reading)
        if place is not None:
            self._lines.go_to(place)
        self.remove_class("alone")
        self.set_focus(self._lines)

    def action_maximise(self) -> None:
        self.toggle_class("alone")

    def action_look(self) -> None:
        self.set_focus(self._graph)

    async def action_explain(self) -> None:
        """By a key that is no letter: those are typed."""
        await self.run_action("app.help")

    def action_leave(self) -> None:
        if self._findings.has_report:
            self._tell(None)
        else:
            self.action_close()

    def action_close(self) -> None:
        if self._is_alone:
            self.app.exit()
        else:
            self.app.pop_screen()

    def action_nudge(self, direction: int) -> None:
        stage = self._graph.stage
        if stage is not None:
            step = direction * self._sizes.h
            self._move(lambda text, made: nudge_report(text, made, stage, step))

    def action_descend(self, direction: int) -> None:
        stage = self._graph.stage
        if stage is not None:
            rate = direction * self._sizes.rate
            self._move(lambda text, made: descent_report(text, made, stage.walk.grads, rate))

    def _move(self, move: Callable[[str, Evaluated], tuple[str, Report]]) -> None:
        """Change numbers in the text, and tell what came of it; or why they stay as they are."""
        if self._reading.evaluated is None:
            self._say(NO_FORMULA, is_warning=True)
            return
        try:
            text, report = move(self._reading.text, self._reading.evaluated)
        except ConfigurationError as error:
            self._tell(Report.refusing(error))
        else:
            self._lines.change_to(text)
            self._read(report)

    def action_scale_h(self, direction: int) -> None:
        self._move_by(self._sizes.with_h(direction))

    def action_scale_rate(self, direction: int) -> None:
        self._move_by(self._sizes.with_rate(direction))

    def _move_by(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self._lines.border_title = f"Scratchpad · {sizes.text}"

    def action_make_mistake(self) -> None:
        self._overwrites = not self._overwrites
        self._graph.show_mistake(overwrites=self._overwrites)
        self._tell(None)

    def action_take_back(self) -> None:
        self._lines.undo()

    def action_bring_back(self) -> None:
        self._lines.redo()

    # -- what asks for more ----------------------------------------------------------------------

    @work(group="asking", exclusive=True)
    async def action_open_example(self) -> None:
        text = await ask_for_example(self.app)
        if text is not None:
            self._lines.change_to(text)
            self._graph.stage = None
            self._read()

    @work(group="asking", exclusive=True)
    async def action_export(self) -> None:
        if self._reading.evaluated is None:
            self._say(NO_FORMULA, is_warning=True)
        else:
            await take_along(self.app, self._reading.evaluated, self._overwrites, self._say)
