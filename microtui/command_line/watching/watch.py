"""`microtui watch`: a training script of one's own, and what is found in it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.errors import ConfigurationError
from microtui.command_line.described.options import drawing_options, theme_option
from microtui.command_line.graph import has_screen
from microtui.command_line.offers.completion import file_ending_with

if TYPE_CHECKING:
    from microtui.watch.process import WatchedScript
    from microtui.watch.starting import Output

FOUND = 3
"""The exit status with --strict where anything was found."""


LIMITS = """
Tried on Linux, with PyTorch 2.13 on the CPU: a model, or a whole step, under torch.compile;
DistributedDataParallel in one process; workers of a DataLoader; Lightning's Trainer, whose own loop
is seen as any other. Of other processes that a script starts, as torch.multiprocessing and torchrun
do, nothing is seen. Not tried: a GPU, FSDP, DeepSpeed, macOS.
"""


@click.command(context_settings={"allow_interspersed_args": False}, epilog=LIMITS)
@click.argument("script", metavar="SCRIPT.py", shell_complete=file_ending_with(".py"))
@click.argument("arguments", metavar="[ARGS]...", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--report", "as_report", is_flag=True, help="No screen: the findings on stderr, at the end."
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="No screen: the findings as the last line of stdout, and all that the script prints on "
    "stderr.",
)
@click.option("--strict", is_flag=True, help="Exit with status 3 where anything is found.")
@click.option("--paused", is_flag=True, help="Have the script wait behind its first backward.")
@drawing_options()
@theme_option
def watch(
    script: str,
    arguments: tuple[str, ...],
    as_report: bool,
    as_json: bool,
    strict: bool,
    paused: bool,
    fps: int,
    ascii_only: bool | None,
    mouse: bool,
    theme: str | None,
) -> None:
    """Watch your own PyTorch training script, and what it does to its gradients.

    It runs as `python SCRIPT.py ARGS` would, unchanged, in a process of its own; what stands behind
    SCRIPT.py belongs to it. On the screen it has no input, and its output is kept in a file, too.
    Without a terminal its output passes as it is, and the findings come last. The exit status is
    the script's own.
    """
    from microtui.command_line.watching.refusals import (
        require_able_system,
        require_pytorch,
        require_script,
    )

    if as_report and as_json:
        raise ConfigurationError("--report and --json both say how to end: leave out one")
    is_on_screen = not as_report and not as_json and has_screen()
    if paused and not is_on_screen:
        raise ConfigurationError("--paused waits for a key, and there is no screen: leave it out")
    require_able_system()
    require_script(script)
    require_pytorch()
    if is_on_screen:
        from platformdirs import user_state_path

        from microtui.watch_app import show_watch

        watched = started(
            script,
            arguments,
            output="file",
            folder=user_state_path("microtui") / "watched",
            is_paused=paused,
        )
        status = show_watch(watched, fps, theme, ascii_only, mouse=mouse)
    else:
        from microtui.command_line.watching.without_screen import report_when_over

        watched = started(script, arguments, output="stderr" if as_json else "inherit")
        status = report_when_over(watched, as_json=as_json)
    if strict and watched.status == 0 and (last := watched.newest()) and last.findings:
        status = FOUND
    sys.exit(status)


def started(
    script: str,
    arguments: Sequence[str],
    *,
    output: Output,
    folder: Path | None = None,
    is_paused: bool = False,
) -> WatchedScript:
    """Raises `ConfigurationError` where the system makes no process, or no file for its output."""
    from microtui.watch.process import WatchedScript

    watched = WatchedScript(script, arguments, output=output, folder=folder, is_paused=is_paused)
    try:
        watched.start()
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise ConfigurationError(f"{script} cannot be started: {error.strerror}{where}") from None
    return watched
