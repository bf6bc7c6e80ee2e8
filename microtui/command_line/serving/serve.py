"""`microtui serve`."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

import click

from microtui.command_line.described.options import (
    epochs_option,
    goal_options,
    resume_option,
    run_options,
    save_option,
    screen_options,
    theme_option,
)
from microtui.command_line.offers.completion import lesson as lesson_offered
from microtui.command_line.serving.duration import read_duration
from microtui.command_line.serving.needs import require_able_system, require_web
from microtui.command_line.serving.public_url import read_public_url
from microtui.command_line.serving.typed_words import ServingCommand

MOST_SESSIONS = 1000


def read_idle(context: click.Context, parameter: click.Parameter, text: str) -> float:
    return read_duration("--idle", text)


def read_address(
    context: click.Context, parameter: click.Parameter, text: str | None
) -> str | None:
    return None if text is None else read_public_url(text)


@click.command(cls=ServingCommand)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen: this machine only, or an address of it; 0.0.0.0 is all of them.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="The port to listen on; 0 takes any that is free.",
)
@click.option(
    "--sessions",
    type=click.IntRange(1, MOST_SESSIONS),
    default=40,
    show_default=True,
    metavar="N",
    help="As many runs are open at once, at most.",
)
@click.option(
    "--idle",
    default="30m",
    show_default=True,
    metavar="TIME",
    callback=read_idle,
    help="After this long without a key a run is saved and ended: 90s, 30m, 2h.",
)
@click.option(
    "--public-url",
    metavar="URL",
    callback=read_address,
    help="The address at which a reverse proxy shows the server, with its path.",
)
@click.option(
    "--token/--no-token",
    default=True,
    help="Let in who has the address with its token, or everybody.",
)
@click.option(
    "--lesson",
    metavar="N|FILE.md",
    shell_complete=lesson_offered,
    help="Open each visitor in this lesson of the course.",
)
@run_options
@epochs_option
@screen_options()
@theme_option
@goal_options
@resume_option
@save_option
@click.pass_context
def serve(
    context: click.Context,
    /,
    host: str,
    port: int,
    sessions: int,
    idle: float,
    public_url: str | None,
    token: bool,
    lesson: str | None,
    **run: Any,
) -> None:
    """Show the program in browsers: each visitor has a run of their own.

    It prints the addresses to open: one for visitors, one for whoever teaches. The options of a run
    say what each visitor begins with. Needs an extra: pip install 'microtui[serve]'.
    """
    require_able_system()
    require_web()
    # Who only asks for help does not wait for what checks a run, nor for a web server.
    from platformdirs import user_state_path

    from microtui.command_line.serving.settings_for_visitors import settings_for_visitors
    from microtui.command_line.serving.visitors_line import line_of_lesson, line_of_run
    from microtui.serving.serve_options import ServeOptions
    from microtui.serving.server import serve as serve_until_stopped

    line = line_of_run(context, run) if lesson is None else line_of_lesson(context, lesson, run)
    folder = user_state_path("microtui") / "served"
    options = ServeOptions(
        host=host,
        port=port,
        sessions=sessions,
        idle=idle,
        public_url=public_url,
        needs_token=token,
        first_arguments=line.first,
        later_arguments=line.later,
        folder=folder,
        settings=settings_for_visitors(folder, run["theme"]),
    )
    if not token and is_open_to_others(host, public_url):
        click.echo("microtui: without a token everybody who finds the address has a run.", err=True)
    sys.exit(serve_until_stopped(options, context.find_root().obj, click.echo))


def is_open_to_others(host: str, public_url: str | None) -> bool:
    """Whether anybody but those on this machine can come by."""
    if public_url is not None:
        return True
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() != "localhost"
