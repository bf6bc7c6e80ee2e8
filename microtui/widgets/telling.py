"""Lines of explanation, and for a while what the last key changed in the last of them."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from microtui.keys import with_keys
from microtui.terminal.application.key_names import renamed_keys
from microtui.widgets.drawing.lines_view import LinesView, text_strip
from microtui.words.cut_text import cut_text
from microtui.words.situations.explanation import Explanation

TELLING_CLASSES = {"commentary--notice", "commentary--warning"}
"""For each kind of it to have among its own: Textual looks for them in the first base only."""


class Telling(LinesView):
    """As many lines of an explanation as there is room for; a notice takes the last of them."""

    notice: reactive[str] = reactive("", repaint=False)
    """What has just been changed; empty where nothing has."""

    _timer: Timer | None = None

    def watch_notice(self) -> None:
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the words on any situation take, and what to press."""
        return 2 if width >= 78 else 3

    def tell(self, notice: str, *, seconds: float) -> None:
        """Show this for so long, unless the next one takes its place before."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self._end_notice)
        self.notice = notice

    def _end_notice(self) -> None:
        self.notice = ""

    def show_explanation(self, explanation: Explanation) -> None:
        width, height = self.content_size
        if width < 1 or height < 1:
            return
        renamed = renamed_keys(self.app)
        told = cut_text(with_keys(self.notice, renamed), width, max(height - 1, 1))
        room = height - len(told)
        explanation = explanation.with_keys(renamed)
        said = explanation.lines(width, room)
        style = self.style_of("commentary--warning") if explanation.is_warning else None
        notice_style = self.style_of("commentary--notice")
        self.show_lines(
            [
                *(text_strip((line, style)) for line in said),
                *([Strip([])] * (room - len(said))),
                *(text_strip((line, notice_style)) for line in told),
            ]
        )
