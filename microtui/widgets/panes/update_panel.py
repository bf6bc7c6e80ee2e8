"""One update as the code that really runs, with the phase that comes next marked."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip

from engine.training import Training
from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.number_text import short
from microtui.words.situations.table import explain
from microtui.words.source import functions_of, listing, phase_body, wrong_lines

CODE_WIDTH = 42
"""Columns from which on the numbers of a phase stand."""

ROOM_FOR_WORDS = 2
"""Lines that the explanation is left at least."""


class UpdatePanel(SnapshotView, can_focus=True):
    """The four phases of the update under way, as they stand in `engine.training`, the numbers of
    each, and an explanation."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "update--code",
        "update--next",
        "update--number",
        "update--skipped",
        "update--warning",
    }
    BORDER_TITLE = "One update"

    def draw(self, snapshot: Snapshot) -> None:
        width, height = self.content_size
        if width < 1:
            return
        code = self._code_lines(snapshot, height)
        if height > len(code) + 4:
            title = f"  # one update, as in {listing(Training.run_batch).title.split(' ')[0]}"
            code.insert(0, text_strip((title, self.style_of("update--number"))))
        explanation = explain(snapshot)
        style = self.style_of("update--warning") if explanation.is_warning else None
        room = height - len(code)
        words = explanation.lines(width - 1, room)
        blank = [Strip([])] if room > len(words) else []
        strips = [*code, *blank, *(text_strip((f" {line}", style)) for line in words)]
        self.show_lines([*strips, *self._inner_lines(snapshot, height - len(strips))])

    def _code_lines(self, snapshot: Snapshot, height: int) -> list[Strip]:
        """All phases; what mistakes make of them is shown where it leaves room for words."""
        lines = [self._phase_lines(snapshot, phase) for phase in range(4)]
        wrong = [self._wrong_lines(snapshot, phase) for phase in range(4)]
        if sum(map(len, [*lines, *wrong])) > height - ROOM_FOR_WORDS:
            wrong = [[], [], [], []]
        # An equal start comes before all phases; what else is wrong is wrong in what they call.
        first, *others = zip(lines, wrong, strict=True)
        return [*first[1], *first[0], *(line for pair in others for part in pair for line in part)]

    def _inner_lines(self, snapshot: Snapshot, room: int) -> list[Strip]:
        """What the next phase calls, as far as there is room for whole functions."""
        strips: list[Strip] = []
        for function in functions_of(snapshot)[1:]:
            shown = listing(function)
            lines = ["", f"# {shown.title}", *shown.text.split("\n")]
            if len(strips) + len(lines) > room:
                break
            width = self.content_size.width - 2
            strips += [
                text_strip((f"  {shortened(line, width)}", self.style_of("update--number")))
                for line in lines
            ]
        return strips

    def _phase_lines(self, snapshot: Snapshot, phase: int) -> list[Strip]:
        """The source of one phase; its first line with its number and what it came to."""
        is_next = snapshot.phase == phase
        is_skipped = phase == 1 and not snapshot.configuration.zero_grad
        look = "skipped" if is_skipped else "next" if is_next else "code"
        number = "# skipped" if is_skipped else phase_number(snapshot, phase)
        lines = []
        for i, line in enumerate(phase_body(phase)):
            marker = f"{phase + 1} {'▸' if is_next else ' '} " if i == 0 else "    "
            indent = len(line) - len(line.lstrip())
            room = self.content_size.width - len(marker)
            gap = max(CODE_WIDTH - len(line), 2)
            lines.append(
                text_strip(
                    (marker, self.style_of(f"update--{'next' if is_next else 'code'}")),
                    (" " * indent, None),
                    (line.lstrip()[: max(room - indent, 0)], self.style_of(f"update--{look}")),
                    (" " * gap, None),
                    (
                        number if i == 0 and len(line) + gap + len(number) <= room else "",
                        self.style_of("update--number"),
                    ),
                )
            )
        return lines

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


def shortened(line: str, width: int) -> str:
    """The line, or as much of it as fits, and then a sign that there is more."""
    return line if len(line) <= width else f"{line[: max(width - 1, 0)]}…"


def phase_number(snapshot: Snapshot, phase: int) -> str:
    """What this phase came to in the update under way, or, before its turn, in the one before."""
    if snapshot.updates == 0 and snapshot.phase <= phase:
        return ""
    if phase == 0:
        return short(snapshot.batch_loss)
    if phase == 1:
        return ".grad = 0" if snapshot.phase == 2 else ""
    if phase == 2:
        return f"adds ‖{short(snapshot.added_norm)}‖"
    rate = snapshot.configuration.learning_rate
    if snapshot.configuration.optimizer == "sgd":
        return f"{rate:g} × ‖{short(snapshot.gradient_norm)}‖"
    return f"lr {rate:g}"
