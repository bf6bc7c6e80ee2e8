"""Markdown as a lesson has it: CommonMark, and `[[loss]]` for a figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from microtui.course.expressions.bounds import MOST_CHARACTERS
from microtui.course.reading.source import Source

OPENS, CLOSES = "[[", "]]"
FIGURE, UNCLOSED = "figure", "unclosed_figure"


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
    return [element(source, group) for group in groups(tokens)]


def parser() -> MarkdownIt:
    """With tables, only to see that there is one."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.inline.ruler.before("link", FIGURE, figure_rule)
    return markdown


def figure_rule(state: StateInline, silent: bool) -> bool:
    """`[[…]]` before Markdown takes its stars for emphasis, or its brackets for a link."""
    if not state.src.startswith(OPENS, state.pos):
        return False
    start = state.pos + len(OPENS)
    end = end_of_figure(state.src, start)
    if not silent:
        token = state.push(FIGURE if end is not None else UNCLOSED, "", 0)
        token.content = state.src[start : start if end is None else end]
        token.meta = {"line": state.src.count("\n", 0, state.pos)}
    state.pos = start if end is None else end + len(CLOSES)
    return True


def end_of_figure(text: str, start: int) -> int | None:
    """Where it is closed: not within quotes, for names of parameters have brackets."""
    quote = ""
    for place in range(start, min(len(text), start + MOST_CHARACTERS + len(CLOSES))):
        if quote:
            quote = "" if text[place] == quote else quote
        elif text[place] in "\"'":
            quote = text[place]
        elif text.startswith(CLOSES, place):
            return place
    return None


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
