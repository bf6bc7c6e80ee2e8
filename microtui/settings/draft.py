"""Settings as they are being typed: what they would make of a configuration, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.errors import ConfigurationError
from engine.run.configuration import Configuration
from microtui.settings.run_settings import BY_FIELD


@dataclass(frozen=True)
class Draft:
    """The configuration that the texts describe, or None, and then a sentence by faulty field."""

    configuration: Configuration | None
    faults: Mapping[str, str]


def draft(original: Configuration, texts: Mapping[str, str]) -> Draft:
    """What becomes of a configuration when these texts, by field, replace its settings."""
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for field, text in texts.items():
        try:
            values[field] = BY_FIELD[field].read(text)
        except ConfigurationError as error:
            faults[field] = str(error)
    changed = {field: value for field, value in values.items() if value != getattr(original, field)}
    if "dataset" in changed:
        changed["table"] = None
    while (sentence := refusal(original, changed)) is not None:
        field = culprit(original, changed, sentence)
        faults[field] = sentence
        del changed[field]
    return Draft(None if faults else replace(original, **changed), faults)


def culprit(original: Configuration, changed: Mapping[str, Any], sentence: str) -> str:
    """The changed field that this refusal is about: the refusal goes when it is taken back."""
    for field in changed:
        others = {other: value for other, value in changed.items() if other != field}
        if refusal(original, others) != sentence:
            return field
    return next(iter(changed))


def refusal(original: Configuration, changed: Mapping[str, Any]) -> str | None:
    """Why these values cannot be, taken together; None where they can."""
    try:
        replace(original, **changed)
    except ConfigurationError as error:
        return str(error)
    return None
