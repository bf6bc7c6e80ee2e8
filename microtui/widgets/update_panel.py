"""One update as four lines of code, with the one that comes next marked, and what it means."""

from __future__ import annotations

import textwrap
from typing import ClassVar

from rich.style import Style
from textual.app import RenderResult
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from microtui.explanations import explain
from microtui.number_text import short
from microtui.snapshot import Snapshot
from microtui.widgets.drawn_lines import DrawnLines, text_strip

CODE = (
    "loss = criterion(model(x), y)",
    "model.zero_grad()",
    "loss.backward()",
    "optimizer.step()",
)
CODE_WIDTH = 33


class UpdatePanel(Widget):
    """The four phases of the update under way, their numbers, and an explanation."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "update--code",
        "update--next",
        "update--number",
        "update--skipped",
        "update--warning",
    }
    BORDER_TITLE = "One update"

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = DrawnLines()

    def watch_snapshot(self) -> None:
        self._draw()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._draw())

    def on_resize(self) -> None:
        self._draw()

    def render(self) -> RenderResult:
        return ""

    def render_line(self, y: int) -> Strip:
        return self._lines.line(self, y)

    def _draw(self) -> None:
        snapshot = self.snapshot
        width, height = self.content_size
        if snapshot is None or width < 1:
            return
        code = [text_strip(("    for x, y in batches:", self._style("code")))]
        code += [self._code_line(snapshot, phase) for phase in range(4)]
        explanation = explain(snapshot)
        style = self._style("warning") if explanation.is_warning else None
        room = height - len(code)
        words = textwrap.wrap(explanation.full, width - 1)
        if len(words) > room - 1:
            words = textwrap.wrap(explanation.brief, width - 1)[: max(room, 0)]
        blank = [Strip([])] if room > len(words) else []
        self._lines.show(
            self, [*code, *blank, *(text_strip((f" {line}", style)) for line in words)]
        )

    def _code_line(self, snapshot: Snapshot, phase: int) -> Strip:
        is_next = snapshot.phase == phase
        is_skipped = phase == 1 and not snapshot.configuration.zero_grad
        marker = f"{phase + 1} {'▸' if is_next else ' '} "
        look = "skipped" if is_skipped else "next" if is_next else "code"
        code = CODE[phase]
        number = "  # skipped" if is_skipped else f"  {phase_number(snapshot, phase)}"
        room = self.content_size.width - 6
        return text_strip(
            (marker, self._style("next" if is_next else "code")),
            ("  ", None),
            (code[:room], self._style(look)),
            (" " * max(CODE_WIDTH - len(code) - 2, 0), None),
            (number[: max(room - CODE_WIDTH + 2, 0)], self._style("number")),
        )

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"update--{name}", partial=True)


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
