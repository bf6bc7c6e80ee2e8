"""What a sample should be, and what the network says: the middle of a line of the examples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from engine.formulas.softmax import softmax
from microtui.session.snapshot import Examples
from microtui.words.number_text import signed
from microtui.words.samples.example_columns import LONGEST_LABEL, NUMBER_WIDTH, ExampleColumns
from microtui.words.samples.short_names import begun, padded, shortened

Look = Literal["plain", "sign", "wrong"]
Part = tuple[str, Look]

NO_CLASS = "–"
"""Where a score is no number."""


def said_heading(columns: ExampleColumns) -> list[Part]:
    """Target and score are named by their letters in the loss, too."""
    if columns.kind == "classes":
        return class_parts(columns, "true", "says", "p", "its p", "right?")
    if columns.kind == "numbers":
        shown = shortened(columns.targets, NUMBER_WIDTH)
        return number_parts(columns, [(name, "score") for name in shown])
    if columns.is_comfortable:
        return score_parts(columns, "target t", "score s", "right?")
    return score_parts(columns, "t", "score s", "")


def said_of(columns: ExampleColumns, examples: Examples, number: int) -> list[Part]:
    """Of the sample of this number, as the network sees it now."""
    if columns.kind == "classes":
        return class_said(columns, examples, number)
    if columns.kind == "numbers":
        pairs = zip(examples.targets[number], examples.scores[number], strict=True)
        shown = [(number_text(float(t)), number_text(float(s))) for t, s in pairs]
        return number_parts(columns, shown[: len(columns.targets)])
    target, score = float(examples.targets[number]), float(examples.scores[number])
    right = verdict(score, target) if columns.is_classification else ""
    return score_parts(columns, target_text(columns, target), number_text(score), right)


def class_said(columns: ExampleColumns, examples: Examples, number: int) -> list[Part]:
    truth, predicted = int(examples.truth[number]), int(examples.predicted[number])
    names = shortened(columns.labels, columns.target_width)
    scores = examples.scores[number]
    if np.isnan(scores).any():
        return class_parts(columns, names[truth], NO_CLASS, "nan", "nan", NO_CLASS)
    shares = softmax(scores).tolist()
    right = "right" if truth == predicted else "wrong"
    return class_parts(
        columns,
        names[truth],
        names[predicted],
        f"{shares[predicted]:.2f}",
        f"{shares[truth]:.2f}",
        right,
    )


def class_parts(
    columns: ExampleColumns, truth: str, says: str, share: str, own_share: str, right: str
) -> list[Part]:
    """`versicolor  virginica  0.87   0.10  wrong`"""
    width = columns.target_width
    text = f" {padded(truth, width)}  {padded(says, width)}  {share:>4}"
    if columns.has_own_share:
        text += f"  {own_share:>5}"
    return [(text, "plain"), right_part(columns, right)]


def number_parts(columns: ExampleColumns, pairs: Sequence[tuple[str, str]]) -> list[Part]:
    """`+0.1234 +0.1302  -0.5000 -0.4711`"""
    gap = " " * columns.number_gap
    texts = [f"{gap}{padded(target, 7, 'right')} {score:>7}" for target, score in pairs]
    return [("".join(texts), "plain")]


def score_parts(columns: ExampleColumns, target: str, score: str, right: str) -> list[Part]:
    """`-1 setosa    -0.9131  right`"""
    if not columns.is_comfortable:
        text = f"{target:>{columns.target_width}} {score:>7}"
    else:
        text = f" {target:<{columns.target_width}}  {score:>7}"
    return [(text, "plain"), right_part(columns, right)]


def right_part(columns: ExampleColumns, right: str) -> Part:
    """Whether it is right: in a word where there is room for one, and where there are classes."""
    if not columns.is_comfortable:
        return ("!" if right == "wrong" else " ", "wrong")
    text = f"  {right:<6}" if columns.is_classification else ""
    return (text, "wrong" if right == "wrong" else "plain")


def number_text(number: float) -> str:
    return signed(number) if math.isfinite(number) else str(number)


def target_text(columns: ExampleColumns, target: float) -> str:
    """`-1 setosa`, `+1`, or, for regression, the number."""
    if not columns.is_classification:
        return signed(target).strip()
    text = f"{target:+.0f}"
    if not columns.labels or not columns.is_comfortable:
        return text
    return f"{text} {begun(columns.labels[0 if target < 0.0 else 1], LONGEST_LABEL)}"


def verdict(score: float, target: float) -> str:
    """Whether the score lies on the side of its class."""
    if math.isnan(score):
        return NO_CLASS
    return "right" if score * target > 0.0 else "wrong"
