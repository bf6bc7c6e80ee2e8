"""What is said of a command or an option that there is not: one sentence, with what is near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from microtui.command_line.described.typed_settings import typed_parameters
from microtui.settings.near_name import names_of, nearest
from microtui.settings.run_settings import SETTINGS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

FORMULA_BEGINS = tuple("0123456789.(")
"""No option does, behind its dash."""


class SuggestingGroup(click.Group):
    """Commands, of which the nearest is named where one is mistyped."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not ctx.resilient_parsing:
            self.command_named(ctx, args[0])
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Commands; behind an option no command can stand, so there it is options only."""
        if typed_parameters(ctx):
            return click.Command.shell_complete(self, ctx, incomplete or "-")
        return super().shell_complete(ctx, incomplete)

    def command_named(self, context: click.Context, name: str) -> click.Command:
        """Raises `click.UsageError` where there is none of this name."""
        command = self.get_command(context, name)
        if command is None:
            near = nearest(name, self.list_commands(context))
            meant = f"did you mean {near}?" if near else "microtui help lists all"
            raise click.UsageError(f"there is no command {name!r}; {meant}", context)
        return command


def sentence_of(error: click.ClickException) -> str:
    """What click found wrong, in the words of this program where there are better ones."""
    if isinstance(error, click.NoSuchOption) and error.ctx is not None:
        return unknown_option(error.option_name, error.ctx.command, error.ctx.command_path)
    return error.format_message()


def unknown_option(name: str, command: click.Command, path: str) -> str:
    takes_expression = any(each.name == "expression" for each in command.params)
    if takes_expression and name[1:2] in FORMULA_BEGINS:
        return (
            "an expression that begins with a minus looks like an option: put -- before it, as in "
            f"{path} -- '-2 * 3'"
        )
    flags = [flag for each in visible(command) for flag in (*each.opts, *each.secondary_opts)]
    options = {flag.lstrip("-"): flag.lstrip("-") for flag in flags if flag.startswith("--")}
    called = {label: option for label, option in names_of(SETTINGS).items() if option in options}
    near = nearest(name.lstrip("-"), called | options)
    meant = f"did you mean --{near}?" if near else f"{path} --help lists all"
    return f"there is no option {name!r}; {meant}"


def visible(command: click.Command) -> list[Any]:
    return [each for each in command.params if not getattr(each, "hidden", False)]
