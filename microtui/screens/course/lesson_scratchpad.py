"""The scratchpad as the stage of a lesson."""

from __future__ import annotations

import math

from microtui.course.progress import KeptScratchpad
from microtui.screens.scratchpad.moving import Sizes
from microtui.screens.scratchpad.scratchpad_screen import ScratchpadScreen
from microtui.widgets.course.lesson_panel import LessonPanel
from microtui.widgets.graph.stage import Stage
from microtui.words.graph.node_names import name_of


class LessonScratchpad(ScratchpadScreen):
    """It can be put as it was once, and is only left with the whole program."""

    def __init__(self, kept: KeptScratchpad) -> None:
        super().__init__(kept.lines, is_alone=True)
        self._came_from_guest = False
        self._prepare(kept)

    def _prepare(self, kept: KeptScratchpad) -> None:
        self._sizes = Sizes(round(-math.log10(kept.h)), kept.learning_rate)
        self._overwrites = kept.overwrites
        self._graph.prepare(lambda stage: as_kept(stage, kept))

    def put(self, kept: KeptScratchpad) -> None:
        """Have it stand so; what was typed before cannot be taken back to."""
        self._prepare(kept)
        self._move_by(self._sizes)
        self._lines.load_text(kept.lines)
        self._read()
        self.set_focus(self._lines if self.evaluated is None else self._graph)

    def kept(self) -> KeptScratchpad:
        """As it stands, to be put so again."""
        stage = self.stage
        return KeptScratchpad(
            lines=self.text,
            h=self.sizes.h,
            learning_rate=self.sizes.rate,
            position=None if stage is None else stage.position,
            overwrites=self._overwrites,
            chosen=None if stage is None else name_of(stage.graph, stage.chosen),
        )

    def action_edit(self) -> None:
        self._came_from_guest = self.lender is not None
        super().action_edit()

    def action_look(self) -> None:
        """Back to where one came from."""
        panel = self.guest
        if self._came_from_guest and isinstance(panel, LessonPanel) and panel.can_focus:
            panel.take_focus()
        else:
            super().action_look()

    def action_leave(self) -> None:
        """What was told goes; the scratchpad stays."""
        if self._findings.has_report:
            self._tell(None)


def as_kept(stage: Stage, kept: KeptScratchpad) -> Stage:
    """The graph with its walk there, and with that node chosen."""
    if kept.position is not None:
        stage = stage.at(min(max(kept.position, 0), stage.end))
    return stage.found(kept.chosen) if kept.chosen else stage
