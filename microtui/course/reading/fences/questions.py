"""What is asked before the run shows it: to be chosen from several, or to be typed as a number."""

from __future__ import annotations

import re
from dataclasses import replace
from math import isinf

from microtui.course.lesson import Choice, ChoiceQuestion, NumberQuestion, Question, Span
from microtui.course.reading.blocks import text_of
from microtui.course.reading.fence_names import lines_of, name_of
from microtui.course.reading.fences.keyed_lines import key_in, read_keyed_lines
from microtui.course.reading.markdown import Element
from microtui.course.reading.source import Source

FEWEST_CHOICES, MOST_CHOICES = 2, 9
CHOICE = "- "
WITHIN = re.compile(r"([0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+) ?(%?)")


def read_question(source: Source, element: Element) -> Question:
    lines = lines_of(source, element)
    if name_of(source, element) == "number":
        return number_question(lines, element.line)
    return choice_question(lines, element.line)


def choice_question(lines: Source, line: int) -> ChoiceQuestion:
    starts = [place for place, each in enumerate(lines.lines) if each.startswith(CHOICE)]
    if len(starts) < FEWEST_CHOICES:
        raise lines.refused(
            line, "there are too few choices: write two at least, each as - its text [[condition]]"
        )
    if len(starts) > MOST_CHOICES:
        raise lines.refused(line, f"there are too many choices: {MOST_CHOICES} are the most")
    below = next(
        (place for place in range(starts[0], len(lines.lines)) if is_key(lines, place)),
        len(lines.lines),
    )
    late = [place for place in starts if place > below]
    if late:
        raise lines.refused(lines.first + late[0], "a choice stands before hint:, not below it")
    around = lines.lines[: starts[0]], lines.lines[below:]
    gap = ("",) * (below - starts[0])
    keyed = read_keyed_lines(
        replace(lines, lines=around[0] + gap + around[1]), ("hint",), needs_text=True
    )
    choices = tuple(
        choice(lines.part(start, stop))
        for start, stop in zip(starts, [*starts[1:], below], strict=True)
    )
    check_choices(lines, choices)
    return ChoiceQuestion(keyed.text, choices, keyed.text_at("hint"), line)


def is_key(lines: Source, place: int) -> bool:
    return bool(key_in(lines, lines.lines[place], lines.first + place, ("hint",))[0])


def choice(lines: Source) -> Choice:
    """Its first line, with the condition, and below it what whoever chose it is told."""
    line = lines.first
    for number, each in enumerate(lines.lines[1:], start=line + 1):
        if each.strip() and not each.startswith(" "):
            raise lines.refused(number, "the answer to a choice has a margin: indent this line")
    first = text_of(replace(lines.part(0, 1), lines=(lines.lines[0].removeprefix(CHOICE).strip(),)))
    if len(first) != 1 or first[0].kind != "paragraph":
        raise lines.refused(line, "a choice is a line of text: write - its text [[condition]]")
    conditions = [span.expression for span in first[0].spans if span.kind == "claim"]
    if len(conditions) > 1:
        raise lines.refused(line, "a choice has one condition: join them with and, or with or")
    spans = stripped([span for span in first[0].spans if span.kind != "claim"])
    if not spans:
        raise lines.refused(line, "a choice needs a text: write it before its condition")
    answer = text_of(lines.part(1, len(lines.lines)).dedented())
    return Choice(spans, conditions[0] if conditions else None, answer, line)


def stripped(spans: list[Span]) -> tuple[Span, ...]:
    """Without the blanks that stood before the condition."""
    while spans and spans[-1].kind == "plain" and not spans[-1].text.strip():
        spans = spans[:-1]
    if spans and spans[-1].kind == "plain":
        spans = [*spans[:-1], Span("plain", spans[-1].text.rstrip())]
    return tuple(spans)


def check_choices(lines: Source, choices: tuple[Choice, ...]) -> None:
    without = [each for each in choices if each.condition is None]
    if len(without) > 1:
        raise lines.refused(
            without[1].line,
            "a second choice has no condition: only one can be right where no other is",
        )
    texts = [tuple(span.text for span in each.text) for each in choices]
    for place, text in enumerate(texts):
        if text in texts[:place]:
            raise lines.refused(choices[place].line, "two choices are alike: write another text")


def number_question(lines: Source, line: int) -> NumberQuestion:
    keys = ("value", "within", "near", "far", "hint")
    keyed = read_keyed_lines(lines, keys, needs_text=True)
    value = keyed.expression_at("value", "number", 'value: node("b").grad')
    within = WITHIN.fullmatch(keyed.line_at("within"))
    if within is None or isinf(float(within[1])):
        at = keyed.entries["within"].first if "within" in keyed.entries else line
        got = f", got {keyed.line_at('within')[:20]!r}" if keyed.line_at("within") else ""
        raise lines.refused(
            at, f"within must be a number such as 0.01, or a share such as 5 %{got}"
        )
    is_share = within[2] == "%"
    return NumberQuestion(
        text=keyed.text,
        value=value,
        within=float(within[1]) / (100.0 if is_share else 1.0),
        is_share=is_share,
        near=keyed.text_at("near"),
        far=keyed.text_at("far"),
        hint=keyed.text_at("hint"),
        line=line,
    )
