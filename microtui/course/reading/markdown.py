"""Markdown as a lesson has it: CommonMark, and `[[loss]]` for a figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from microtui.course.reading.source import Source

OPENS, CLOSES = "[[", "]]"
FIGURE, UNCLOSED = "figure", "unclosed_figure"
MOST_INSIDE = 1_000
"""Characters within which it must be closed: more than an expression has."""


@dataclass(frozen=True)
class Element:
    """A heading, a paragraph, a list or a fence: whatever stands at the margin."""

    tokens: tuple[Token, ...]
    line: int
    """In the file."""
    end: int
    """The first line that it is not in any more."""

    @property
    def kind(self) -> str:
        """`heading`, `paragraph`, `bullet_list`, `fence` and the like."""
        return self.tokens[0].type.removesuffix("_open")


def elements_of(source: Source) -> list[Element]:
    """Raises `LessonError` for what would be lost without a word: an address given a name."""
    env: dict[str, Any] = {}
    tokens = parser().parse(source.text, env)
    for reference in [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]:
        line = source.first + reference["map"][0]
        raise source.refused(
            line, "a line such as [name]: address is not shown: write the address into the text"
        )
    elements = [element(source, group) for group in groups(tokens)]
    return [each for each in elements if not is_comment(each)]


def is_comment(element: Element) -> bool:
    """Lines between `<!--` and `-->`, and nothing else: what teachers say to one another."""
    text = element.tokens[0].content.strip() if element.kind == "html_block" else ""
    return text.startswith("<!--") and text.find("-->", len("<!--")) == len(text) - len("-->")


@cache
def parser() -> MarkdownIt:
    """With tables, only to see that there is one. Making it takes longer than most texts do."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.inline.ruler.before("link", FIGURE, figure_rule)
    return markdown


def figure_rule(state: StateInline, silent: bool) -> bool:
    """`[[…]]` before Markdown takes its stars for emphasis, or its brackets for a link."""
    if not state.src.startswith(OPENS, state.pos):
        return False
    start = state.pos + len(OPENS)
    end = state.src.find(CLOSES, start, start + MOST_INSIDE)
    is_closed = end >= 0
    if not silent:
        token = state.push(FIGURE if is_closed else UNCLOSED, "", 0)
        token.content = state.src[start : max(end, start)]
    # Nothing behind one that is not closed will be shown: it is refused.
    state.pos = end + len(CLOSES) if is_closed else state.posMax
    return True


def groups(tokens: list[Token]) -> Iterator[list[Token]]:
    """Each from where it opens to where it closes."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def element(source: Source, tokens: list[Token]) -> Element:
    start, stop = tokens[0].map or [0, 0]
    return Element(tuple(tokens), source.first + start, source.first + stop)
