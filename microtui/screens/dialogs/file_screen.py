"""Asks for the file to write to, and asks once more where there is one of that name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from engine.errors import ConfigurationError
from microtui.settings.home_path import expanded
from microtui.terminal.application.steady_parts import Dialog


@dataclass(frozen=True)
class ChosenFile:
    """Where to write; `overwrite` where that was agreed to."""

    path: Path
    overwrite: bool


class FileScreen(Dialog[ChosenFile | None]):
    """Gives the file that was chosen, or None when it was closed with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "close", key_display="esc"),
    ]

    def __init__(self, what: str, suggestion: str) -> None:
        super().__init__()
        self._what = what
        self._suggestion = suggestion
        self._warned_of: Path | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = f"Write the {self._what} to"
            box.border_subtitle = "enter writes · esc closes"
            yield Input(self._suggestion, select_on_focus=False)
            yield Static(f"In {Path.cwd()}, unless you name another directory.", markup=False)

    @on(Input.Submitted)
    def choose(self, event: Input.Submitted) -> None:
        try:
            path = Path(expanded(event.value.strip()))
        except ConfigurationError as error:
            self.query_one(Static).update(f"{error}.")
            return
        sentence = refusal(event.value.strip(), path)
        if sentence is None and path.exists() and path != self._warned_of:
            self._warned_of = path
            sentence = f"{path.name} exists already: enter once more writes over it."
        if sentence is None:
            self.dismiss(ChosenFile(path, overwrite=path == self._warned_of))
        else:
            self.query_one(Static).update(sentence)


def refusal(text: str, path: Path) -> str | None:
    """Why nothing can be written to a path, as far as one can see; None where it can."""
    if not text or "\0" in text:
        return "A name for the file is needed, such as run.py."
    if path.is_dir():
        return f"{path} is a directory: name a file in it."
    if not path.parent.is_dir():
        return f"There is no directory {path.parent}: choose one that exists."
    return None
