"""Settings of the program itself, which change how a run is shown and nothing in it."""

from __future__ import annotations

from engine.errors import ConfigurationError, require_whole
from microtui.settings.run_settings import Setting, read_switch

DEFAULT_FPS = 10
MOST_FPS = 60


def read_fps(text: str) -> int:
    try:
        fps = int(text)
    except ValueError:
        raise ConfigurationError(
            f"fps must be a whole number, such as {DEFAULT_FPS}, got {text!r}"
        ) from None
    require_whole("fps", fps, 1, MOST_FPS)
    return fps


AS_FOUND = "auto"


def read_ascii(text: str) -> bool | None:
    """None leaves it to what is found out about the terminal."""
    known = {"on": True, "off": False, AS_FOUND: None}
    if text.strip().lower() not in known:
        raise ConfigurationError(f"ascii must be on, off or {AS_FOUND}, got {text!r}")
    return known[text.strip().lower()]


FPS = Setting("fps", "--fps", "fps", "Frames a second at most: 1 to 60.", "N", read_fps, str)
THEME = Setting(
    "theme", "--theme", "theme", "Colours of the program; remembered.", "NAME", str.strip, str
)
"""Which themes there are, only Textual knows."""

ASCII = Setting(
    "ascii_only",
    "--ascii",
    "ascii",
    "Draw with ASCII characters only, or with all; found out by itself where neither is said.",
    f"on|off|{AS_FOUND}",
    read_ascii,
    lambda on: AS_FOUND if on is None else "on" if on else "off",
    ("on", "off", AS_FOUND),
)

MOUSE = Setting(
    "mouse",
    "--mouse",
    "mouse",
    "Heed the mouse, or leave it to the terminal, to select text with.",
    "on|off",
    read_switch("mouse"),
    lambda on: "on" if on else "off",
    ("on", "off"),
)

PROGRAM_SETTINGS = (FPS, THEME, ASCII, MOUSE)
