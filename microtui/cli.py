"""The command line: what was typed becomes a configuration, and a command runs it."""

from __future__ import annotations

import sys
from typing import Any

import click

from engine.configuration import Configuration
from engine.datasets import DATASETS
from engine.errors import ConfigurationError
from microtui import __version__
from microtui.options import run_options

EPOCHS_OF_TRAIN = 200

epochs_option = click.option(
    "--epochs", type=click.IntRange(min=1), metavar="N", help="Stop after this many epochs in all."
)


@click.group(invoke_without_command=True, context_settings={"max_content_width": 100})
@run_options
@epochs_option
@click.option(
    "--fps",
    type=click.IntRange(1, 60),
    metavar="N",
    default=10,
    show_default=True,
    help="Frames a second at most.",
)
@click.option("--play", is_flag=True, help="Start training at once.")
@click.version_option(__version__, prog_name="microtui")
@click.pass_context
def cli(
    context: click.Context, /, epochs: int | None, fps: int, play: bool, **settings: Any
) -> None:
    """Watch a neural network learn, and turn zero_grad off."""
    if context.invoked_subcommand is not None:
        given = [
            parameter.opts[0]
            for parameter in context.command.params
            if parameter.name
            and context.get_parameter_source(parameter.name)
            is click.core.ParameterSource.COMMANDLINE
        ]
        if given:
            raise click.UsageError(
                f"options stand behind the command: microtui {context.invoked_subcommand} "
                f"{given[0]} …"
            )
        return
    configuration = Configuration(**settings)
    # Textual takes a tenth of a second to import, rich its part: each command imports its own.
    from microtui.app import MicrotuiApp

    MicrotuiApp(configuration, epochs=epochs, frames_per_second=fps, play=play).run()


@cli.command()
@run_options
@epochs_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def train(epochs: int | None, as_json: bool, **settings: Any) -> None:
    """Train without a screen: progress on stderr, the result on stdout."""
    from microtui.headless import print_result, train_with_progress

    result = train_with_progress(Configuration(**settings), epochs or EPOCHS_OF_TRAIN)
    print_result(result, as_json=as_json)
    if result.interrupted:
        sys.exit(130)


@cli.command()
@run_options
@click.option(
    "--epochs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Train for this many epochs first; one batch without it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(epochs: int | None, as_json: bool, **settings: Any) -> None:
    """Check backward against finite differences and between both engines."""
    from microtui.gradient_report import check_and_print

    sys.exit(check_and_print(Configuration(**settings), epochs, as_json=as_json))


@cli.command()
def datasets() -> None:
    """List what there is to learn, with its source."""
    for dataset in DATASETS.values():
        click.echo(f"{dataset.name:12} {dataset.task}: {dataset.description} ({dataset.source})")


def run(arguments: list[str] | None = None) -> int:
    """Carry out a command line; a mistake in it becomes one sentence on stderr and status 2."""
    try:
        cli.main(arguments, prog_name="microtui", standalone_mode=False)
    except (click.ClickException, ConfigurationError) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        click.echo(f"microtui: {' '.join(message.split())}", err=True)
        return 2
    except click.Abort:
        return 130
    except SystemExit as exit_request:
        return int(exit_request.code or 0)
    return 0
