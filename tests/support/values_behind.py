"""All Values behind a result, found without the engine's own order."""

from __future__ import annotations

from engine import Value


def values_behind(result: Value) -> list[Value]:
    """The result and all that it was made from, each once and labelled with its place here."""
    found: dict[Value, None] = {}
    to_visit = [result]
    while to_visit:
        value = to_visit.pop()
        if value not in found:
            value.label = str(len(found))
            found[value] = None
            to_visit += value.parents
    return list(found)
