"""How bash, zsh and fish ask what a half-typed word may become, and how they are answered.

click's own scripts lose what stands behind a `=`, a colon or a comma; those beside this file give
the whole line up to the cursor, and take a line for each answer: kind, text and explanation.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem, ShellComplete, shell_complete, split_arg_string

VARIABLE = "_MICROTUI_COMPLETE"
"""In which a shell says what it wants: `bash_source`, its script, or `bash_complete`."""

SCRIPTS = Path(__file__).parent / "shells"
SHELLS = ("bash", "zsh", "fish")

CURSOR = "\x01"
"""Stands where the cursor does, so that a word is there even where none is begun."""


def answer(whole: click.Group, asked: str) -> int:
    """Print what a shell has asked for; gives the exit status."""
    shell, _, what = asked.partition("_")
    try:
        if shell not in SHELLS:
            return shell_complete(whole, {}, "microtui", VARIABLE, asked)
        if what == "source":
            click.echo((SCRIPTS / f"microtui.{shell}").read_bytes(), nl=False)
        else:
            click.echo(LineCompletion(whole, shell).complete().encode())
    except Exception:
        # In the middle of a line that is being typed there is no room for what went wrong.
        return 1
    return 0


class LineCompletion(ShellComplete):
    """What a line that is typed up to the cursor may become."""

    def __init__(self, whole: click.Group, shell: str) -> None:
        super().__init__(whole, {}, "microtui", VARIABLE)
        self._shell = shell
        self._word = ""
        self._option = ""
        """What of the word names the option whose value is being typed, with its =."""

    def get_completion_args(self) -> tuple[list[str], str]:
        words = split_arg_string(os.environ.get("COMP_LINE", "microtui ") + CURSOR)
        self._word = words[-1].removesuffix(CURSOR)
        name, equals, _ = self._word.partition("=")
        self._option = name + equals if equals and name.startswith("-") else ""
        return words[1:-1], self._word

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        found = super().get_completions(args, incomplete)
        if found or incomplete or (args and args[-1].startswith("-")):
            return found
        # Where nothing but an option can stand there is no need to begin it.
        return super().get_completions(args, "-")

    def format_completion(self, item: CompletionItem[Any]) -> str:
        text = item.value if item.type == "file" else self._put_in(item.value)
        # An explanation may come from a file: no character of it does anything to a terminal.
        help_text = "".join(each if each.isprintable() else " " for each in item.help or "")
        return f"{item.type}\t{text}\t{help_text}"

    def _put_in(self, value: str) -> str:
        """What of the value this shell puts in the place of which part of the word."""
        if self._shell == "zsh":
            return value
        if self._shell == "fish":
            return self._option + value
        breaks = set(os.environ.get("COMP_WORDBREAKS", "")) & {"=", ":"}
        kept = max((self._word.rfind(each) + 1 for each in breaks), default=0)
        return (self._option + value)[kept:]
