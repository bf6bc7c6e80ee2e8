"""The lines below a graph: the last step of the walk or the chosen node, and its rule."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from microtui.terminal.characters import as_ascii
from microtui.widgets.drawing.lines_view import text_strip
from microtui.widgets.graph.drawing.graph_looks import GraphLooks
from microtui.widgets.graph.drawing.minimap import minimap
from microtui.widgets.graph.layout.shapes import Layout
from microtui.widgets.graph.stage import Stage
from microtui.words.cut_text import cut_text
from microtui.words.graph.node_text import node_text
from microtui.words.graph.rules import rule_line
from microtui.words.graph.step_text import StepWords

MAP_COLUMNS = 14
"""Of the small map."""


@dataclass(frozen=True)
class WordsBelow:
    """Draws the words, and beside them the small map of a graph that is larger than its window."""

    stage: Stage
    layout: Layout
    looks: GraphLooks
    at_end: str = ""
    """What is to be said once the walk is done."""

    def strips(self, window: Region, width: int, height: int) -> list[Strip]:
        """So many lines."""
        is_larger = self.layout.width > window.width or self.layout.height > window.height
        map_width = MAP_COLUMNS if is_larger and width > 3 * MAP_COLUMNS else 0
        lines = self._lines(width - map_width - (1 if map_width else 0), height)
        if not map_width:
            return [text_strip(line) for line in lines]
        strips = []
        for line, row in zip(lines, minimap(self.layout, window, map_width, height), strict=True):
            strip = text_strip(line).adjust_cell_length(width - map_width)
            strips.append(Strip([*strip, Segment(self._shown(row), self.looks.map)]))
        return strips

    def _lines(self, width: int, height: int) -> list[tuple[str, Style | None]]:
        """The words first; the rule where they leave all the lines that it takes."""
        said = words_of(self.stage)
        if self.stage.position == self.stage.end and self.at_end:
            said = f"{said} {self.at_end}"
        words = cut_text(said, width, height)
        rule = textwrap.wrap(rule_of_chosen(self.stage), max(width, 1))
        if len(words) + len(rule) > height:
            rule = []
        lines = [(self._shown(line), self.looks.words) for line in words]
        lines += [(self._shown(line), self.looks.rule) for line in rule]
        return lines + [("", None)] * (height - len(lines))

    def _shown(self, text: str) -> str:
        return as_ascii(text) if self.looks.ascii_only else text


def words_of(stage: Stage) -> str:
    if stage.position is None:
        overwrites = stage.walk.overwrites_as_told
        return node_text(stage.folding, stage.place, stage.grads, overwrites=overwrites)
    return StepWords(stage.folding, stage.walk).at(stage.before, stage.position)


def rule_of_chosen(stage: Stage) -> str:
    """How its data is made, and so its derivative."""
    shown = stage.folding.shown[stage.place]
    if shown.output is None:
        return ""
    rule = rule_line(stage.graph.nodes[shown.output].operation)
    # Of a folded neuron it is the last of three that the derivative is the product of.
    return f"{rule}; by an input, times its weight" if shown.kind == "neuron" else rule
