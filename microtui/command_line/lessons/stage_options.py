"""The options of a lesson's run: those of the command line that say what is trained.

Nothing else decides: neither the reader's settings file nor the directory that one is in.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise

import click

from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from microtui.command_line.described.described_run import described_run
from microtui.command_line.described.options import (
    epochs_option,
    goal_options,
    resume_option,
    run_options,
    save_option,
    screen_options,
    theme_option,
)
from microtui.command_line.described.typed_settings import typed_parameters
from microtui.command_line.mistyped import sentence_of
from microtui.settings.home_path import expanded

FILES = ("--data", "--parameters")
"""What names a file, which is looked for beside that of the lesson."""

ABOUT_THE_SCREEN = "is about the screen, which is as the reader has it: leave it out"
NOT_ASKED = "has nothing to tell in a lesson: leave it out"

WOULD_END = "would end the run: how far it has come stands behind ```run, as epoch=20"

REFUSED = {
    "epochs": WOULD_END,
    "until_loss": WOULD_END,
    "until_accuracy": WOULD_END,
    "play": "would not wait for the reader: leave it out, and have them press space",
    "resume": "names a run that only one machine has: describe the run by its options",
    "save": "does nothing here: the run of a lesson is kept with the lesson",
    "fps": ABOUT_THE_SCREEN,
    "ascii_only": ABOUT_THE_SCREEN,
    "mouse": ABOUT_THE_SCREEN,
    "theme": ABOUT_THE_SCREEN,
    "help": NOT_ASKED,
    "version": NOT_ASKED,
}
"""By parameter, why it makes no sense on a stage."""


@click.command(
    "microtui",
    add_help_option=False,
    context_settings={"allow_extra_args": True, "allow_interspersed_args": True},
)
@run_options
@epochs_option
@screen_options()
@theme_option
@goal_options
@resume_option
@save_option
@click.option("-h", "--help", is_flag=True, hidden=True)
@click.option("-V", "--version", is_flag=True, hidden=True)
def stage() -> None:
    """What stands in a lesson behind ```run."""


def run_of(words: Sequence[str], folder: str) -> Recording:
    """The run that these words describe, at its beginning; files are looked for in this folder.

    Raises `ConfigurationError` with what is wrong, in the command line's own sentence.
    """
    try:
        context = stage.make_context("microtui", beside(words, folder))
    except click.ClickException as error:
        raise ConfigurationError(sentence_of(error)) from None
    with context:
        require_run_options(context)
        fields = {name: context.params[name] for name in context.params if name not in REFUSED}
        return described_run(context, None, fields, None)[0]


def require_run_options(context: click.Context) -> None:
    """Raises `ConfigurationError` for a command, and for what is not about the run."""
    if context.args:
        raise ConfigurationError(
            f"the run of a lesson is described by options, such as --dataset xor, got "
            f"{context.args[0]!r}"
        )
    for parameter in typed_parameters(context):
        if parameter.name in REFUSED:
            raise ConfigurationError(f"{parameter.opts[-1]} {REFUSED[parameter.name]}")


def beside(words: Sequence[str], folder: str) -> list[str]:
    """The words, with each file as it is found from here, in a word of its own."""
    found: list[str] = []
    for word in words:
        option, equals, path = word.partition("=")
        if found and found[-1] in FILES:
            found.append(path_beside(word, folder, found[-1]))
        elif equals and option in FILES:
            found += [option, path_beside(path, folder, option)]
        else:
            found.append(word)
    return found


def path_beside(path: str, folder: str, option: str) -> str:
    if path == "-":
        raise ConfigurationError(f"{option} - reads what somebody types: name a file")
    return os.path.join(folder, expanded(path))


def files_in(words: Sequence[str], folder: str) -> dict[str, str]:
    """By option, the files that are named, as they are found from here."""
    return {option: path for option, path in pairwise(beside(words, folder)) if option in FILES}
