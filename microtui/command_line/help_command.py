"""`microtui help`: the same as --help, for hands that type the word."""

from __future__ import annotations

import click

from microtui.command_line.mistyped import SuggestingGroup
from microtui.command_line.offers.completion import command_name


@click.command("help")
@click.argument("name", metavar="[COMMAND]", required=False, shell_complete=command_name)
@click.pass_context
def help_command(context: click.Context, /, name: str | None) -> None:
    """Say what there is to type, for all or for one command."""
    whole = context.find_root()
    if name is None:
        click.echo(whole.get_help())
        return
    assert isinstance(whole.command, SuggestingGroup)
    command = whole.command.command_named(whole, name)
    click.echo(click.Context(command, parent=whole, info_name=name).get_help())
