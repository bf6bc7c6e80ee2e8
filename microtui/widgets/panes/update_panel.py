"""One update as the code that really runs, with the phase that comes next marked."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from microtui.session.snapshot import Snapshot
from microtui.terminal.application.key_names import renamed_keys
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.situations.table import explain
from microtui.words.update.code_wrapping import wrapped_code
from microtui.words.update.phase_numbers import is_struck_out, phase_number, whose_numbers
from microtui.words.update.shown_update import ZERO_GRAD
from microtui.words.update.source import (
    called_listings,
    phase_body,
    title_of_update,
    wrong_lines,
)

MARKER_WIDTH = 4
CODE_AND_NUMBER = 62
"""Columns that a line of code and the number beside it take at most, the number at their end."""


TITLE = "One update"


class UpdatePanel(SnapshotView, can_focus=True):
    """The four phases of the update under way, as they stand in `engine.training`, or as they are
    written in PyTorch where that computes; the numbers of each, and an explanation."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "update--code",
        "update--next",
        "update--number",
        "update--skipped",
        "update--warning",
    }
    BORDER_TITLE = TITLE

    def draw(self, snapshot: Snapshot) -> None:
        width, height = self.content_size
        if width < 1:
            return
        self.set_title(panel_title(snapshot))
        self.set_subtitle(whose_numbers(snapshot))
        code = self._code_lines(snapshot)
        if height > len(code) + 4:
            title = f"  # one update, as in {title_of_update(snapshot.configuration)}"
            code.insert(0, text_strip((title, self.style_of("update--number"))))
        explanation = explain(snapshot).with_keys(renamed_keys(self.app))
        style = self.style_of("update--warning") if explanation.is_warning else None
        room = height - len(code)
        words = explanation.fitting(width - 1, room)
        blank = [Strip([])] if room > len(words) else []
        strips = [*code, *blank, *(text_strip((f" {line}", style)) for line in words)]
        self.show_lines([*strips, *self._inner_lines(snapshot, height - len(strips))])

    def _code_lines(self, snapshot: Snapshot) -> list[Strip]:
        """All phases, and what mistakes make of them: an equal start comes before all phases; what
        else is wrong is wrong in what they call."""
        strips = self._wrong_lines(snapshot, 0)
        for phase in range(4):
            strips += self._phase_lines(snapshot, phase)
            if phase > 0:
                strips += self._wrong_lines(snapshot, phase)
        return strips

    def _inner_lines(self, snapshot: Snapshot, room: int) -> list[Strip]:
        """What the next phase calls, as far as there is room for whole functions."""
        strips: list[Strip] = []
        for shown in called_listings(snapshot):
            lines = [
                "",
                *wrapped_code(f"# {shown.title}\n{shown.text}", self.content_size.width - 2),
            ]
            if len(strips) + len(lines) > room:
                break
            strips += [text_strip((f"  {line}", self.style_of("update--number"))) for line in lines]
        return strips

    def _phase_lines(self, snapshot: Snapshot, phase: int) -> list[Strip]:
        """The source of one phase, and what it came to, beside the first line with room for it or
        else below."""
        is_next = snapshot.phase == phase
        look = "next" if is_next else "code"
        if phase == ZERO_GRAD and is_struck_out(snapshot):
            look = "skipped"
        room = self.content_size.width - MARKER_WIDTH
        lines = list(wrapped_code("\n".join(phase_body(snapshot.configuration, phase)), room))
        number = phase_number(snapshot, phase)
        room = min(room - 1, CODE_AND_NUMBER)
        beside = next((i for i, line in enumerate(lines) if len(line + number) + 2 <= room), -1)
        if beside < 0 and number:
            lines.append("")
            beside = len(lines) - 1
        strips: list[Strip] = []
        for i, line in enumerate(lines):
            marker = f"{phase + 1} {'▸' if is_next else ' '} " if i == 0 else " " * MARKER_WIDTH
            code = line.lstrip()
            parts: list[tuple[str, Style | None]] = [
                (marker, self.style_of(f"update--{'next' if is_next else 'code'}")),
                (" " * (len(line) - len(code)), None),
                (code, self.style_of(f"update--{look}")),
            ]
            if i == beside and number:
                parts.append((" " * (room - len(line + number)), None))
                parts.append((number, self.style_of("update--number")))
            strips.append(text_strip(*parts))
        return strips

    def _wrong_lines(self, snapshot: Snapshot, phase: int) -> list[Strip]:
        """What mistakes have made of the code that a phase leads to."""
        mark = "x" if self.ascii_only else "✗"
        style, remark_style = self.style_of("update--warning"), self.style_of("update--number")
        strips = []
        for line, remark in wrong_lines(snapshot.configuration, phase):
            text = f"  {mark} {line}"
            fits = len(text) + 2 + len(remark) <= self.content_size.width
            strips.append(text_strip((text, style), (f"  {remark}" if fits else "", remark_style)))
        return strips


def panel_title(snapshot: Snapshot) -> str:
    """Of a case the code is shown that is meant to run, whether or not it does."""
    return f"{TITLE}, as it is meant" if snapshot.is_case else TITLE
