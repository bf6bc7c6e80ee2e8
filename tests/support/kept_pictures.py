"""Pictures of the screen that somebody has looked at and found good, to hold new ones against."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

from screen_picture import words_of

ROUNDING = re.compile(r"\b\de-(09|1\d)\b")
"""A difference that only rounding makes: it is another one on another processor."""

PICTURES = Path(__file__).parents[1] / "microtui" / "pictures"


def path_of(name: str) -> Path:
    return PICTURES / f"{name}.svg"


def keep(name: str, picture: str) -> None:
    path_of(name).parent.mkdir(exist_ok=True)
    path_of(name).write_text(as_anywhere(picture), encoding="utf-8")


def as_anywhere(picture: str) -> str:
    return ROUNDING.sub("1e-10", picture)


def difference(name: str, picture: str, directory: Path) -> str | None:
    """In what a picture differs from the one kept, if it does; it is written into the directory."""
    picture = as_anywhere(picture)
    kept, now = path_of(name), directory / path_of(name).name
    if not kept.exists():
        return f"{name} is new: there is no {kept}"
    before = kept.read_text(encoding="utf-8")
    if picture == before:
        return None
    now.write_text(picture, encoding="utf-8")
    words = unified_diff(words_of(before), words_of(picture), str(kept), str(now), n=0, lineterm="")
    return "\n".join(words) or f"the same words in other colours:\n--- {kept}\n+++ {now}"
