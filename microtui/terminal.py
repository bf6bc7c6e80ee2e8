"""What the terminal can show."""

from __future__ import annotations

from textual.app import App


def is_ascii_only(app: App[object]) -> bool:
    """Whether the terminal's character set has no blocks, lines or dots of ours."""
    return not app.console.encoding.lower().startswith("utf")
