"""Paragraphs, items and lines of code: the text of a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from markdown_it.token import Token

from microtui.course.lesson import Block, Span, Text
from microtui.course.reading.fence_names import check_closed, name_of
from microtui.course.reading.markdown import Element, elements_of
from microtui.course.reading.source import Source
from microtui.course.reading.spans import check_shown, spans_of

NOT_SHOWN = {
    "html_block": "HTML is not shown: write Markdown, or \\< for the sign itself",
    "table": "tables are not shown: write a list, or the lines of a table between ``` and ```",
    "blockquote": "a quotation with > is not shown as one: write a paragraph",
    "hr": "a line of --- or *** is not shown: a new step begins with a line such as ## Its title",
    "heading": "only steps have headings, written as ## Its title: write **strong** text here",
}


def text_of(source: Source) -> Text:
    """What stands in these lines; no fence of ours is among them."""
    elements = elements_of(source)
    for element in elements:
        if element.kind == "fence" and name_of(source, element):
            raise source.refused(
                element.line, "a fence of the lesson cannot stand within another: close that first"
            )
    return tuple(chain.from_iterable(blocks_of(source, element) for element in elements))


def blocks_of(source: Source, element: Element) -> list[Block]:
    kind, line = element.kind, element.line
    if kind in NOT_SHOWN:
        raise source.refused(line, NOT_SHOWN[kind])
    if kind in {"fence", "code_block"}:
        check_closed(source, element)
        return [code(source, element)]
    if kind == "paragraph":
        return [Block("paragraph", spans_of(source, element.tokens[1], line), line)]
    assert kind in {"bullet_list", "ordered_list"}, kind
    return items(source, element)


def code(source: Source, element: Element) -> Block:
    text = element.tokens[0].content.rstrip("\n")
    check_shown(source, text.replace("\n", ""), element.line)
    return Block("code", (Span("code", text),), element.line)


def items(source: Source, element: Element) -> list[Block]:
    """Of a numbered list, paragraphs that begin with their number."""
    found: list[Block] = []
    inner: list[Token] = []
    start = element.tokens[0].attrGet("start")
    number = 1 if start is None else int(start)
    line = element.line
    for token in element.tokens[1:-1]:
        is_edge = token.level == element.tokens[0].level + 1
        if is_edge and token.type == "list_item_open":
            inner = []
            line = line_of(token, element)
        elif is_edge and token.type == "list_item_close":
            spans = spans_of(source, item_text(source, inner, line), line)
            if element.kind == "bullet_list":
                found.append(Block("item", spans, line))
            else:
                found.append(Block("paragraph", with_number(number, spans), line))
                number += 1
        else:
            inner.append(token)
    return found


def line_of(token: Token, element: Element) -> int:
    """In the file, of a token within the element."""
    first, here = element.tokens[0].map or [0], token.map or [0]
    return element.line + here[0] - first[0]


def item_text(source: Source, inner: Sequence[Token], line: int) -> Token:
    """The only paragraph of an item."""
    types = [token.type for token in inner]
    if types == ["paragraph_open", "inline", "paragraph_close"]:
        return inner[1]
    if not types:
        raise source.refused(line, "an item of the list is empty: write its text, or remove it")
    if any(each.endswith("list_open") for each in types):
        raise source.refused(line, "a list within a list is not shown: make one list of both")
    raise source.refused(
        line, "an item is one paragraph: write what else there is without a margin, below the list"
    )


def with_number(number: int, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    if spans and spans[0].kind == "plain":
        return (Span("plain", f"{number}. {spans[0].text}"), *spans[1:])
    return (Span("plain", f"{number}. "), *spans)
