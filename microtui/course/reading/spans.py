"""The words of a paragraph, each shown in its way, and the figures among them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from markdown_it.token import Token

from microtui.course.expressions.reading import kind_of, read_expression
from microtui.course.lesson import Span, SpanKind
from microtui.course.reading.markdown import FIGURE, UNCLOSED
from microtui.course.reading.source import Source, not_shown

BREAK = Span("plain", "\n")
"""Where a line of the file ends within a paragraph."""

MARKS: dict[str, SpanKind] = {"strong": "strong", "em": "emphasis"}

NOT_SHOWN = {
    "hardbreak": "a line that ends in two blanks or \\ is not broken here: begin a new paragraph",
    "image": "pictures are not shown: leave this one out, or say what is to be seen in it",
    "html_inline": "HTML is not shown: write `code`, **strong** or *emphasis*, or \\< for the sign",
    "link_open": "a link cannot be followed here: write the address as text",
    "s_open": "~~text~~ is not shown: write `code`, **strong** or *emphasis*",
    UNCLOSED: "[[ is not closed: write ]] behind the figure, or \\[\\[ for the signs themselves",
}


def spans_of(source: Source, inline: Token, line: int) -> tuple[Span, ...]:
    """`line` is that of the file in which the text begins."""
    spans: list[Span] = []
    marks: list[SpanKind] = []
    for token in inline.children or []:
        if token.type in NOT_SHOWN:
            raise source.refused(line, NOT_SHOWN[token.type])
        name = token.tag if token.tag in MARKS else ""
        if name and token.nesting == 1:
            marks.append(MARKS[name])
        elif name:
            marks.pop()
        elif token.type == "softbreak":
            spans.append(BREAK)
            line += 1
        elif token.type == FIGURE:
            spans.append(figure(source, token.content, line))
            line += token.content.count("\n")
        else:
            kind: SpanKind = "code" if token.type == "code_inline" else (marks or ["plain"])[-1]
            check_shown(source, token.content, line)
            spans.append(Span(kind, token.content))
    return joined(spans)


def figure(source: Source, text: str, line: int) -> Span:
    """A figure is shown; a condition is a claim."""
    expression = read_expression(text, file=source.file, line=line)
    is_claim = kind_of(expression) == "condition"
    return Span("claim" if is_claim else "figure", expression.text, expression)


def check_shown(source: Source, text: str, line: int) -> None:
    """What is written as `&#x202e;` was no such character in the file."""
    strange = not_shown(text)
    if strange:
        raise source.refused(line, f"{strange} cannot be shown: remove what stands for it")


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """With a blank for each break, where the language has blanks; empty ones left out."""
    result: list[Span] = []
    for place, span in enumerate(spans):
        if span is BREAK:
            after = spans[place + 1].text if place + 1 < len(spans) else ""
            before = result[-1].text if result else ""
            blank = "" if is_wide(before[-1:]) or is_wide(after[:1]) else " "
            span = Span("plain", blank)
        if not span.text:
            continue
        if result and span.expression is None and result[-1].kind == span.kind:
            result[-1] = Span(span.kind, result[-1].text + span.text)
        else:
            result.append(span)
    return tuple(result)


def is_wide(character: str) -> bool:
    """Whether it is of a script that has no blanks between words; Korean has."""
    return (
        character != ""
        and unicodedata.east_asian_width(character) in "WF"
        and unicodedata.category(character)[0] in "LP"
        and not unicodedata.name(character, "").startswith("HANGUL")
    )
