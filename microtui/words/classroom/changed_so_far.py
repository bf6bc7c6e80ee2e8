"""All that is otherwise in a run than when it began, for somebody who was not there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from engine.network.flat import parameter_names
from engine.replay.reconfiguration import differing
from engine.replay.saved_run import Change
from engine.run.configuration import Configuration
from microtui.settings.run_settings import BY_FIELD
from microtui.words.number_text import signed


def changed_so_far(changes: Sequence[Change]) -> list[str]:
    """Such as `learning rate 0.1 → 0.3`, what was changed last at the end.

    What was set back to what it was stands there no more. Mistakes are for others to tell.
    """
    first, last = changes[0].configuration, changes[-1].configuration
    texts: dict[str, list[str]] = {}
    for before, change in pairwise(changes):
        for name, said in texts_of(before.configuration, change, first, last).items():
            # What was set anew stands behind what was set before.
            texts.pop(name, None)
            texts[name] = said
    return [text for said in texts.values() for text in said]


def texts_of(
    before: Configuration, change: Change, first: Configuration, last: Configuration
) -> dict[str, list[str]]:
    """What this change has touched, by name, each as it is by now."""
    said = {
        field: field_texts(field, first, last) for field in differing(before, change.configuration)
    }
    if change.parameter is not None:
        index, value = change.parameter
        name = parameter_names(change.configuration.sizes)[index]
        said[name] = [f"{name} set by hand: {signed(value).strip()}"]
    return said


def field_texts(field: str, first: Configuration, last: Configuration) -> list[str]:
    """Empty where it is as it was."""
    if (
        field not in BY_FIELD
        or field == "mistakes"
        or getattr(first, field) == getattr(last, field)
    ):
        return []
    setting = BY_FIELD[field]
    old, new = setting.text(first) or "none", setting.text(last) or "none"
    return [f"{setting.label} {old} → {new}"]
