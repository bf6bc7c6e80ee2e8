"""What the lines come to, and what the last nudge or step has shown."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.geometry import Size

from engine.errors import ConfigurationError
from engine.graph.scratchpad.nudge import Nudge
from microtui.terminal.characters import as_ascii
from microtui.widgets.drawing.lines_view import LinesView, text_strip
from microtui.words.cut_text import cut_text
from microtui.words.graph.nudge_text import nudge_sentence, table_across, table_down, verdict

MOST_LINES = 3
"""For the result or the error; what is told of a nudge comes below it."""


@dataclass(frozen=True)
class Report:
    """What a key has done to the lines, or why it has not."""

    sentence: str
    nudge: Nudge | None = None
    is_warning: bool = False

    @classmethod
    def of_nudge(cls, nudge: Nudge) -> Report:
        return cls(nudge_sentence(nudge), nudge)

    @classmethod
    def refusing(cls, error: ConfigurationError) -> Report:
        sentence = str(error)
        return cls(f"{sentence[:1].upper()}{sentence[1:]}.", is_warning=True)

    def lines(self, width: int, *, is_tall: bool) -> list[str]:
        lines = textwrap.wrap(self.sentence, width)
        if self.nudge is not None:
            table = table_down(self.nudge) if is_tall else table_across(self.nudge, width)
            lines += [*table, *textwrap.wrap(verdict(self.nudge), width)]
        return lines


class Findings(LinesView):
    """As many lines as there is to say, as long as there is room."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"findings--result", "findings--warning"}

    _result = ""
    _is_error = False
    _report: Report | None = None

    def show(self, result: str, report: Report | None, *, is_error: bool) -> None:
        self._result, self._is_error, self._report = result, is_error, report
        width = self.content_size.width
        if width and len(self._lines(width)) != self.content_size.height:
            self.refresh(layout=True)
        self.redraw()

    @property
    def has_report(self) -> bool:
        return self._report is not None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> list[tuple[str, str]]:
        """Each with the name of its style."""
        if width < 1:
            return []
        of_result = "warning" if self._is_error else "result"
        lines = [(line, of_result) for line in cut_text(self._result, width, MOST_LINES)]
        if self._report is not None:
            is_tall = self.screen.has_class("-wide", "-tall")
            style = "warning" if self._report.is_warning else ""
            lines += [(line, style) for line in self._report.lines(width, is_tall=is_tall)]
        return lines

    def redraw(self) -> None:
        styles: dict[str, Style | None] = {
            "": None,
            "result": self.style_of("findings--result"),
            "warning": self.style_of("findings--warning"),
        }
        shown = [
            (as_ascii(line) if self.ascii_only else line, styles[style])
            for line, style in self._lines(self.content_size.width)
        ]
        self.show_lines([text_strip(line) for line in shown])
