"""What suits a dataset: the settings that it is best begun with, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Suggestion:
    """Settings by field of `engine.run.configuration.Configuration`; the rest is as by default."""

    reason: str
    """One clause, which follows a colon: small letter, no full stop."""
    settings: Mapping[str, Any] = field(default_factory=dict, hash=False)


NEUTRAL = Suggestion("nothing is known of these samples, so it is what suits most")
