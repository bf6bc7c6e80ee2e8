"""The command line: what was typed becomes a run, and a command does something with it."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from engine.arrays import quiet
from engine.errors import ConfigurationError
from microtui import __version__
from microtui.command_line.check import check
from microtui.command_line.described.described_run import described_run, store_if
from microtui.command_line.described.options import (
    epochs_option,
    goal_of,
    goal_options,
    resume_option,
    run_options,
    save_option,
    screen_options,
    theme_option,
)
from microtui.command_line.described.table_options import remarks_on_the_table
from microtui.command_line.described.typed_settings import typed_parameters
from microtui.command_line.export import export
from microtui.command_line.graph import graph
from microtui.command_line.help_command import help_command
from microtui.command_line.lessons.learn import learn
from microtui.command_line.listings import config, datasets
from microtui.command_line.mistyped import SuggestingGroup, sentence_of
from microtui.command_line.runs import runs
from microtui.command_line.serving.serve import serve
from microtui.command_line.training.train import train
from microtui.command_line.watching.watch import watch
from microtui.settings.settings_file import default_map, read_settings, settings_path


@click.group(
    cls=SuggestingGroup,
    invoke_without_command=True,
    context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
    commands=[
        train,
        check,
        graph,
        learn,
        watch,
        serve,
        export,
        runs,
        config,
        datasets,
        help_command,
    ],
)
@run_options
@epochs_option
@screen_options()
@theme_option
@goal_options
@resume_option
@save_option
@click.version_option(__version__, "-V", "--version", prog_name="microtui")
@click.pass_context
def cli(
    context: click.Context,
    /,
    epochs: int | None,
    fps: int,
    play: bool,
    ascii_only: bool | None,
    mouse: bool,
    theme: str | None,
    save: bool,
    resume: str | None,
    until_loss: float | None,
    until_accuracy: float | None,
    **settings: Any,
) -> None:
    """Watch a neural network learn, and turn zero_grad off."""
    if context.invoked_subcommand is not None:
        if given := typed_parameters(context):
            raise click.UsageError(
                f"options stand behind the command: microtui {context.invoked_subcommand} "
                f"{given[0].opts[0]} …"
            )
        return
    goal = goal_of(until_loss, until_accuracy)
    recording, twin = described_run(context, resume, settings, goal)
    # Textual takes a tenth of a second to import, rich its part: each command imports its own.
    from microtui.command_line.application import show
    from microtui.session.commands import Play
    from microtui.session.worker import Session

    session = Session(recording, twin, epochs=epochs, goal=goal, store=store_if(save))
    if play:
        session.send(Play())
    status = show(
        session,
        fps,
        theme,
        ascii_only,
        mouse=mouse,
        may_offer_course=resume is None,
        remarks=remarks_on_the_table(context),
    )
    sys.exit(status)


@quiet()
def run(arguments: list[str] | None = None) -> int:
    """Carry out a command line; a mistake in it becomes one sentence on stderr and status 2."""
    if asked := os.environ.get("_MICROTUI_COMPLETE"):
        # Only a shell that asks waits for what answers it; no settings file is of use to it.
        from microtui.command_line.offers.shell_answers import answer

        return answer(cli, asked)
    status = 0
    try:
        defaults = defaults_for(sys.argv[1:] if arguments is None else arguments)
        try:
            # What serves others carries out a command line for each of them.
            cli.main(
                arguments,
                prog_name="microtui",
                standalone_mode=False,
                default_map=defaults,
                obj=run,
            )
        except SystemExit as request:
            status = int(request.code or 0)
        # What is still in the buffer goes out here, where it can be said that it cannot.
        if sys.stdout is not None:
            sys.stdout.flush()
    except (click.ClickException, ConfigurationError) as error:
        for line in getattr(error, "lines", []):
            click.echo(line, err=True)
        message = sentence_of(error) if isinstance(error, click.ClickException) else str(error)
        click.echo(f"microtui: {' '.join(message.split())}", err=True)
        return 2
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it ends.
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        return 1
    except OSError as error:
        click.echo(f"microtui: the output cannot be written: {error.strerror}", err=True)
        return 1
    except click.Abort:
        return 130
    return status


def defaults_for(arguments: list[str]) -> dict[str, Any]:
    """What the settings file sets; nothing for the command that tells what is wrong with it."""
    return {} if arguments[:1] == ["config"] else default_map(read_settings(settings_path()))
