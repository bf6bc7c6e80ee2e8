"""What the one who serves has asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ServeOptions:
    """How to serve, checked; `microtui serve` makes it of what was typed."""

    host: str
    port: int
    sessions: int
    """As many programs run at once, at most."""
    idle: float
    """Seconds after the last key at which a session is saved and ended."""
    public_url: str | None
    """Where a reverse proxy shows the server, without a slash at the end; None without one."""
    needs_token: bool
    first_arguments: tuple[str, ...]
    """What stands behind `microtui` when a visitor comes for the first time."""
    later_arguments: tuple[str, ...]
    """The same for one who has a saved run already and goes on with it."""
    folder: Path
    """Where tokens and visitors are kept: in the state directory of the one who serves."""
    settings: Path | None
    """A settings file that each visitor begins with a copy of; None where there is none."""
