"""One update as the code that really runs, with the phase that comes next marked."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip

from engine.training import Training
from microtui.session.snapshot import Snapshot
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.words.code_wrapping import wrapped_code
from microtui.words.number_text import short
from microtui.words.situations.table import explain
from microtui.words.source import functions_of, listing, phase_body, wrong_lines

CODE_WIDTH = 42
"""Columns from which on the numbers of a phase stand."""


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
        code = [line for phase in range(4) for line in self._phase_lines(snapshot, phase)]
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

    def _inner_lines(self, snapshot: Snapshot, room: int) -> list[Strip]:
        """What the next phase calls, as far as there is room for whole functions."""
        strips: list[Strip] = []
        for function in functions_of(snapshot)[1:]:
            shown = listing(function)
            lines = [
                "",
                *wrapped_code(f"# {shown.title}\n{shown.text}", self.content_size.width - 2),
            ]
            if len(strips) + len(lines) > room:
                break
            strips += [text_strip((f"  {line}", self.style_of("update--number"))) for line in lines]
        return strips

    def _phase_lines(self, snapshot: Snapshot, phase: int) -> list[Strip]:
        """The source of one phase; its first line with its number and what it came to."""
        wrong = self._wrong_lines(snapshot, phase)
        is_next = snapshot.phase == phase
        is_skipped = phase == 1 and not snapshot.configuration.zero_grad
        look = "skipped" if is_skipped else "next" if is_next else "code"
        number = "# skipped" if is_skipped else phase_number(snapshot, phase)
        lines = []
        code = wrapped_code("\n".join(phase_body(phase)), self.content_size.width - 4)
        for i, line in enumerate(code):
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
        # An equal start comes before all phases; what else is wrong is wrong in what they call.
        return [*wrong, *lines] if phase == 0 else [*lines, *wrong]

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
    rate = snapshot.learning_rate
    if snapshot.configuration.optimizer == "sgd":
        return f"{rate:g} × ‖{short(snapshot.gradient_norm)}‖"
    return f"lr {rate:g}"
