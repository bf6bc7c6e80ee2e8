"""The options of the command line: those that describe a run, the same everywhere, and the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from engine.errors import require_name
from engine.run.goal import Goal
from engine.run.presets import PRESETS, Preset
from microtui.command_line.described.file_options import file_options
from microtui.command_line.offers import completion
from microtui.settings.home_path import expanded
from microtui.settings.program_settings import ASCII, DEFAULT_FPS, FPS, MOUSE, THEME
from microtui.settings.run_settings import DEFAULTS, SETTINGS, Setting

Command = Callable[..., Any]

DEFAULT_EPOCHS = 200
"""As many are trained where nobody watches and nobody says."""

epochs_option = click.option(
    "--epochs", type=click.IntRange(min=1), metavar="N", help="Stop after this many epochs in all."
)

epochs_before_option = click.option(
    "--epochs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Train until this many epochs are done in all, first.",
)

resume_option = click.option(
    "--resume",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    shell_complete=completion.saved_run,
    callback=lambda context, parameter, text: None if text is None else expanded(text),
    help="Go on with a saved run: its file, its number in microtui runs, or last.",
)

save_option = click.option(
    "--save/--no-save", default=True, help="Save the run by itself, every few seconds."
)

theme_option = click.option(
    "--theme", metavar="NAME", shell_complete=completion.theme, help=THEME.explanation
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


def telling_options(command: Command) -> Command:
    """Gives a command the options that say what is told while it trains."""
    quiet = click.option(
        "-q", "--quiet", is_flag=True, help="No progress bar, and no other word but of mistakes."
    )
    log_every = click.option(
        "--log-every",
        type=click.IntRange(min=1),
        metavar="N",
        help="In place of the bar, write a plain line to stderr every N epochs, and at the end.",
    )
    return quiet(log_every(command))


def read_preset(
    context: click.Context, parameter: click.Parameter, text: str | None
) -> Preset | None:
    if text is None:
        return None
    require_name("preset", text, PRESETS)
    return PRESETS[text]


preset_option = click.option(
    "--preset",
    metavar="NAME",
    callback=read_preset,
    shell_complete=completion.preset,
    help=f"Begin with a known run: {', '.join(PRESETS)}. What is typed beside it wins.",
)


def goal_options(command: Command) -> Command:
    """Gives a command the options that say when a run is solved; see `goal_of`."""
    loss = click.option(
        "--until-loss",
        type=float,
        metavar="X",
        help="Stop after the epoch that brings the training set's loss to this or below.",
    )
    accuracy = click.option(
        "--until-accuracy",
        type=float,
        metavar="X",
        help="Stop after the epoch that brings its accuracy to this or above: 0 to 1.",
    )
    return loss(accuracy(command))


def goal_of(until_loss: float | None, until_accuracy: float | None) -> Goal | None:
    """What these options ask for; None where neither was typed."""
    return None if until_loss is until_accuracy is None else Goal(until_loss, until_accuracy)


at_option = click.option(
    "--at",
    multiple=True,
    metavar="EPOCH:OPTION=VALUE",
    shell_complete=completion.change_on_the_way,
    help="Set an option, or a parameter, on the way: 50:zero-grad=off once 50 epochs are done, "
    "50/3:lr=0.1 three updates later, 50/3/2:lr=0.1 two phases after that. As often as needed.",
)


def option(setting: Setting) -> Callable[[Command], Command]:
    """The option that sets this field of the configuration."""
    if setting.field == "zero_grad":
        return click.option(
            "--zero-grad/--no-zero-grad",
            default=DEFAULTS.zero_grad,
            help="Clear the gradients before each backward, or forget to.",
        )
    defaults = " The defaults below are for moons; others suggest their own."
    return click.option(
        setting.flag,
        setting.field,
        metavar=setting.metavar,
        default=setting.text(DEFAULTS),
        show_default=setting.text(DEFAULTS) != "",
        help=setting.explanation + (defaults if setting.field == "dataset" else ""),
        callback=lambda context, parameter, text: setting.read(text),
        shell_complete=completion.value_of(setting),
    )


def run_options(command: Command) -> Command:
    """Gives a command all the options that describe a run."""
    command = preset_option(file_options(at_option(command)))
    for setting in reversed(SETTINGS):
        command = option(setting)(command)
    return command


def screen_options(*, are_of_use: bool = True) -> Callable[[Command], Command]:
    """Gives a command the options of the screen of a run. Where there is none they are taken all
    the same, so that one set of options goes with every command."""

    def decorator(command: Command) -> Command:
        play = click.option(
            "--play",
            is_flag=True,
            help="Start training at once.",
            hidden=not are_of_use,
            expose_value=are_of_use,
        )
        return drawing_options(are_of_use=are_of_use)(play(command))

    return decorator


def drawing_options(*, are_of_use: bool = True) -> Callable[[Command], Command]:
    """Gives a command the options that say how any screen is drawn."""

    def decorator(command: Command) -> Command:
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
        plain = click.option(
            "--ascii/--no-ascii",
            ASCII.field,
            default=None,
            help=ASCII.explanation,
            hidden=not are_of_use,
            expose_value=are_of_use,
        )
        mouse = click.option(
            "--mouse/--no-mouse",
            default=True,
            help=MOUSE.explanation,
            hidden=not are_of_use,
            expose_value=are_of_use,
        )
        return fps(plain(mouse(command)))

    return decorator
