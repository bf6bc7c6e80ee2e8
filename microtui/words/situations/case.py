"""The run is a case: what is wrong with it, if anything, is for the reader to find out."""

from __future__ import annotations

from microtui.session.snapshot import Snapshot
from microtui.words.situations.explanation import Explanation, Words, joined


def explanation(snapshot: Snapshot) -> Explanation:
    """No more than what is hidden, and whether a number is no longer finite."""
    divergence = snapshot.divergence
    what = "" if divergence is None else f"In epoch {divergence.epoch + 1}, {divergence.what}."
    brief = joined(what, "A case: something is wrong with this run, or nothing is.")
    full = joined(
        what,
        "A case: one thing is wrong with this run, or nothing is. What would tell is left out, or "
        "shows as ?; every number is real.",
    )
    return Explanation("case", Words(brief, full), is_warning=False)
