"""`microtui graph`: on a terminal the screen, else numbers or a drawing on stdout."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from microtui.command_line.described.described_run import described_run, store_if
from microtui.command_line.described.graph_options import (
    Form,
    form_of,
    graph_options,
    require_one_graph,
)
from microtui.command_line.described.options import (
    DEFAULT_EPOCHS,
    epochs_before_option,
    goal_of,
    goal_options,
    resume_option,
    run_options,
    save_option,
    screen_options,
    telling_options,
    theme_option,
)
from microtui.command_line.described.table_options import remarks_on_the_table
from microtui.command_line.offers.completion import file_ending_with
from microtui.command_line.runs import print_lines

if TYPE_CHECKING:
    from microtui.command_line.described.described_graph import DescribedGraph


@click.command()
@click.argument(
    "expression",
    metavar="[EXPRESSION|FILE|-]",
    required=False,
    shell_complete=file_ending_with(),
)
@graph_options
@run_options
@screen_options()
@theme_option
@epochs_before_option
@goal_options
@telling_options
@resume_option
@save_option
@click.pass_context
def graph(
    context: click.Context,
    /,
    expression: str | None,
    example: str | None,
    of_run: bool,
    sample: int | None,
    as_json: bool,
    as_dot: bool,
    as_text: bool,
    fps: int,
    play: bool,
    ascii_only: bool | None,
    mouse: bool,
    theme: str | None,
    epochs: int | None,
    save: bool,
    resume: str | None,
    until_loss: float | None,
    until_accuracy: float | None,
    quiet: bool,
    log_every: int | None,
    **settings: Any,
) -> None:
    """Draw the graph of an expression, or of one sample of a run, with all gradients.

    An expression is lines as in the lecture, with ; or line ends between: 'a = 2.0; b = a * 3'.
    One that begins with a minus stands behind --. Where there is a terminal, and none of --json,
    --dot and --text, the graph opens as a screen.
    """
    from microtui.command_line.described.described_graph import (
        described_text,
        graph_of_run,
        graph_of_text,
        sample_of,
    )

    form = form_of(as_json=as_json, as_dot=as_dot, as_text=as_text)
    require_one_graph(context)
    is_on_screen = form is None and has_screen()
    lines = None
    if of_run or resume is not None:
        # Who has typed an expression does not wait for what trains.
        from microtui.command_line.training.headless import train_with_progress
        from microtui.command_line.training.progress import Telling

        telling, goal = Telling(quiet, log_every), goal_of(until_loss, until_accuracy)
        recording, twin = described_run(context, resume, settings, goal)
        if epochs is not None or goal is not None:
            result = train_with_progress(recording, epochs or DEFAULT_EPOCHS, None, goal, telling)
            if result.status:
                sys.exit(result.status)
        sample = sample_of(recording.training, sample)
        if not is_on_screen:
            print_graph(graph_of_run(recording.training, sample), form, ascii_only)
            return
    else:
        given = described_text(expression, example)
        # A mistake in the lines is told here, as everywhere, and opens no screen.
        found, lines = graph_of_text(given), given.text
        if not is_on_screen:
            print_graph(found, form, ascii_only)
            return
        recording, twin = described_run(context, None, settings, None)
    from microtui.command_line.application import show
    from microtui.session.commands import Play
    from microtui.session.worker import Session

    session = Session(recording, twin, store=store_if(save and lines is None))
    if play:
        session.send(Play())
    status = show(
        session,
        fps,
        theme,
        ascii_only,
        mouse=mouse,
        scratchpad=lines,
        first_pane="graph" if lines is None else None,
        sample=sample,
        remarks=remarks_on_the_table(context),
    )
    sys.exit(status)


def has_screen() -> bool:
    """Whether there is a terminal to draw on and to press keys at."""
    if any(stream is None or not stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return False
    from microtui.terminal.access import NoTerminalError, require_terminal

    try:
        require_terminal()
    except NoTerminalError:
        return False
    return True


def print_graph(found: DescribedGraph, form: Form | None, ascii_only: bool | None) -> None:
    """To stdout; as a drawing where no form is asked for."""
    if form == "json":
        from microtui.exports.graph.graph_json import graph_json

        click.echo(graph_json(found.walk.graph, found.walk.grads, found.result_name))
    elif form == "dot":
        from microtui.exports.graph.graph_dot import graph_dot

        click.echo(graph_dot(found.walk.graph, found.walk.grads))
    else:
        from microtui.terminal.characters import is_plain_terminal
        from microtui.widgets.graph.graph_text import graph_text

        plain = is_plain_terminal() if ascii_only is None else ascii_only
        print_lines(graph_text(found.walk, ascii_only=plain).splitlines())
