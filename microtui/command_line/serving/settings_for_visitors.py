"""The settings that visitors begin with: those of whoever serves, and the theme that was typed."""

from __future__ import annotations

from pathlib import Path

from engine.errors import ConfigurationError
from microtui.settings.settings_file import settings_path, with_theme


def settings_for_visitors(folder: Path, typed_theme: str | None) -> Path | None:
    """The file that each of them gets a copy of; None where nothing is set.

    A theme that is typed stands in it, not on each visitor's line, where it would undo their own
    choice. Raises `ConfigurationError` where it cannot be written.
    """
    path = settings_path()
    if typed_theme is None:
        return path if path.exists() else None
    own = folder / "settings.toml"
    # It has been read before, with what is wrong with it told.
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        own.write_text(with_theme(old, typed_theme), encoding="utf-8")
        own.chmod(0o600)
    except OSError as error:
        raise ConfigurationError(f"{own} cannot be written: {error.strerror}") from None
    return own
