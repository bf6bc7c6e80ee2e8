"""The command line: what was typed becomes a configuration, and a command runs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.data.datasets import DATASETS
from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from microtui import __version__
from microtui.command_line.options import configuration_of, run_options
from microtui.settings.program_settings import DEFAULT_FPS, FPS, THEME
from microtui.settings.run_settings import SETTINGS
from microtui.settings.settings_file import (
    default_map,
    read_settings,
    remember_theme,
    settings_in_force,
    settings_path,
)

if TYPE_CHECKING:
    from engine.replay.saved_run import SavedSession
    from microtui.saving.run_store import RunStore

EPOCHS_OF_TRAIN = 200

Command = Callable[..., Any]

epochs_option = click.option(
    "--epochs", type=click.IntRange(min=1), metavar="N", help="Stop after this many epochs in all."
)


resume_option = click.option(
    "--resume",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Go on with a saved run: its file, its number, or last.",
)

save_option = click.option(
    "--save/--no-save", default=True, help="Save the run by itself, every few seconds."
)

epochs_before_option = click.option(
    "--epochs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Train until this many epochs are done in all, first.",
)


def screen_options(*, are_of_use: bool = True) -> Callable[[Command], Command]:
    """Gives a command the options of the screen. Where there is none they are taken all the same,
    so that one set of options goes with every command."""

    def decorator(command: Command) -> Command:
        play = click.option(
            "--play",
            is_flag=True,
            help="Start training at once.",
            hidden=not are_of_use,
            expose_value=are_of_use,
        )
        fps = click.option(
            "--fps",
            default=str(DEFAULT_FPS),
            show_default=True,
            metavar="N",
            help=FPS.explanation,
            callback=lambda context, parameter, text: FPS.read(text),
            hidden=not are_of_use,
            expose_value=are_of_use,
        )
        return fps(play(command))

    return decorator


def given_on_command_line(context: click.Context) -> list[str]:
    """The options that were typed."""
    source = click.core.ParameterSource.COMMANDLINE
    return [
        parameter.opts[0]
        for parameter in context.command.params
        if parameter.name and context.get_parameter_source(parameter.name) is source
    ]


def saved_session(context: click.Context, resume: str | None) -> SavedSession | None:
    """The run to go on with; it has its own settings, so none may be typed beside it."""
    if resume is None:
        return None
    flags = {"--data", *(setting.flag for setting in SETTINGS)}
    other = [option for option in given_on_command_line(context) if option in flags]
    if other:
        raise click.UsageError(
            f"a run that is resumed goes on with its own settings: leave out {other[0]}, "
            "and change it in the application"
        )
    from microtui.saving.recent_runs import load

    return load(resume)


def recording_of(context: click.Context, resume: str | None, settings: dict[str, Any]) -> Recording:
    """The run that was described, at its beginning, or the saved one where it stood."""
    resumed = saved_session(context, resume)
    if resumed is not None:
        return Recording.from_saved(resumed.run)
    return Recording.begin(configuration_of(context, settings))


def store_if(save: bool) -> RunStore | None:
    from microtui.saving.run_store import RunStore

    return RunStore() if save else None


@click.group(invoke_without_command=True, context_settings={"max_content_width": 100})
@run_options
@epochs_option
@screen_options()
@click.option("--theme", metavar="NAME", help=THEME.explanation)
@resume_option
@save_option
@click.version_option(__version__, prog_name="microtui")
@click.pass_context
def cli(
    context: click.Context,
    /,
    epochs: int | None,
    fps: int,
    play: bool,
    theme: str | None,
    save: bool,
    resume: str | None,
    **settings: Any,
) -> None:
    """Watch a neural network learn, and turn zero_grad off."""
    if context.invoked_subcommand is not None:
        if given := given_on_command_line(context):
            raise click.UsageError(
                f"options stand behind the command: microtui {context.invoked_subcommand} "
                f"{given[0]} …"
            )
        return
    configuration = configuration_of(context, settings)
    # Textual takes a tenth of a second to import, rich its part: each command imports its own.
    from engine.replay.twin import Twin
    from microtui.app import MicrotuiApp
    from microtui.session.commands import Play
    from microtui.session.worker import Session
    from microtui.terminal.access import require_terminal

    resumed = saved_session(context, resume)
    if resumed is None:
        recording, twin = Recording.begin(configuration), None
    else:
        recording = Recording.from_saved(resumed.run)
        twin = None if resumed.twin is None else Twin.from_saved(resumed.twin)
    session = Session(recording, twin, epochs=epochs, store=store_if(save))
    if play:
        session.send(Play())
    app = MicrotuiApp(session, frames_per_second=fps, theme=theme, remember_theme=remember_theme)
    # Only now: a mistake in an option is told wherever it was typed.
    require_terminal()
    app.run()
    sys.exit(app.return_code or 0)


@cli.command()
@run_options
@screen_options(are_of_use=False)
@epochs_option
@resume_option
@save_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def train(
    context: click.Context,
    /,
    epochs: int | None,
    as_json: bool,
    save: bool,
    resume: str | None,
    **settings: Any,
) -> None:
    """Train without a screen: progress on stderr, the result on stdout."""
    from microtui.command_line.headless import print_result, train_with_progress

    recording = recording_of(context, resume, settings)
    result = train_with_progress(recording, epochs or EPOCHS_OF_TRAIN, store_if(save))
    print_result(result, as_json=as_json)
    sys.exit(result.status)


@cli.command()
@run_options
@screen_options(are_of_use=False)
@epochs_before_option
@resume_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def check(
    context: click.Context,
    /,
    epochs: int | None,
    resume: str | None,
    as_json: bool,
    **settings: Any,
) -> None:
    """Check backward against finite differences and between both engines."""
    from microtui.command_line.check import check_and_print

    sys.exit(check_and_print(recording_of(context, resume, settings), epochs, as_json=as_json))


@cli.command()
@click.argument("name", metavar="pytorch|csv|json")
@run_options
@screen_options(are_of_use=False)
@epochs_before_option
@resume_option
@click.option("--output", metavar="FILE", help="Write here, not to stdout.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.pass_context
def export(
    context: click.Context,
    /,
    name: str,
    epochs: int | None,
    resume: str | None,
    output: str | None,
    force: bool,
    **settings: Any,
) -> None:
    """Write a run as a PyTorch script, its history as CSV, or its whole state as JSON."""
    from microtui.command_line.headless import train_with_progress
    from microtui.exports.formats import format_named
    from microtui.exports.new_file import write_file

    form = format_named(name)
    recording = recording_of(context, resume, settings)
    status = 0
    if epochs is not None:
        status = train_with_progress(recording, epochs, store=None).status
    text = form.text(recording)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(Path(output), text, overwrite=force)
    sys.exit(status)


@cli.command()
def config() -> None:
    """Say where the settings file is, and what is in force."""
    path = settings_path()
    values = read_settings(path)
    click.echo(f"{path}{'' if path.exists() else ' (not there; everything is as by default)'}")
    for key, text, is_from_file in settings_in_force(values):
        click.echo(f"{key:12} {text:20} {'from this file' if is_from_file else 'by default'}")


@cli.command()
def datasets() -> None:
    """List what there is to learn, with its source."""
    for dataset in DATASETS.values():
        click.echo(f"{dataset.name:12} {dataset.task}: {dataset.description} ({dataset.source})")


def run(arguments: list[str] | None = None) -> int:
    """Carry out a command line; a mistake in it becomes one sentence on stderr and status 2."""
    status = 0
    try:
        defaults = default_map(read_settings(settings_path()))
        try:
            cli.main(arguments, prog_name="microtui", standalone_mode=False, default_map=defaults)
        except SystemExit as request:
            status = int(request.code or 0)
        # What is still in the buffer goes out here, where it can be said that it cannot.
        if sys.stdout is not None:
            sys.stdout.flush()
    except (click.ClickException, ConfigurationError) as error:
        for line in getattr(error, "lines", []):
            click.echo(line, err=True)
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        click.echo(f"microtui: {' '.join(message.split())}", err=True)
        return 2
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except OSError as error:
        click.echo(f"microtui: the output cannot be written: {error.strerror}", err=True)
        return 1
    except click.Abort:
        return 130
    return status
