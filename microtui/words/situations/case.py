"""The run is a case: what is wrong with it, if anything, is for the reader to find out."""

from __future__ import annotations

from microtui.words.facts.facts import Facts
from microtui.words.situations.explanation import Situation, Words, joined


def is_case(facts: Facts) -> bool:
    return facts.snapshot.is_case


def on_case(facts: Facts) -> Words:
    divergence = facts.snapshot.divergence
    what = "" if divergence is None else f"In epoch {divergence.epoch + 1}, {divergence.what}."
    return Words(
        joined(what, "A case: something is wrong with this run, or nothing is; ? is not told."),
        joined(
            what,
            "A case: one thing is wrong with this run, or nothing is. What would tell is not shown "
            "or shows as ?; every number is what it really is.",
        ),
    )


SITUATIONS = (Situation("case", is_case, on_case),)
