"""The options of `microtui graph`: which graph, in which form, and what does not go together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import click

from engine.errors import ConfigurationError
from microtui.command_line.described.options import json_option
from microtui.command_line.described.typed_settings import typed_parameters
from microtui.command_line.offers import completion

Command = Callable[..., Any]
Form = Literal["json", "dot", "text"]

OF_ANY_GRAPH = frozenset(
    {"expression", "example", "of_run", "as_json", "as_dot", "as_text"}
    | {"fps", "ascii_only", "mouse", "theme"}
)
"""What goes with an expression, too; all else is about a run."""


def graph_options(command: Command) -> Command:
    """Gives a command the options that say which graph it is about, and in which form."""
    example = click.option(
        "--example",
        metavar="NAME",
        shell_complete=completion.example,
        help="Take lines that are known; without any, and without an expression: lecture.",
    )
    of_run = click.option(
        "--of-run",
        is_flag=True,
        help="Take the graph of one sample of the run that the options below describe.",
    )
    sample = click.option(
        "--sample",
        type=int,
        metavar="N",
        help="Which one, from 0; the first of the batch under way by default.",
    )
    dot = click.option("--dot", "as_dot", is_flag=True, help="Print Graphviz source.")
    text = click.option("--text", "as_text", is_flag=True, help="Print the drawing.")
    return example(json_option(dot(text(of_run(sample(command))))))


def form_of(*, as_json: bool, as_dot: bool, as_text: bool) -> Form | None:
    """The form that was asked for, if any; raises `ConfigurationError` for two."""
    asked: dict[Form, bool] = {"json": as_json, "dot": as_dot, "text": as_text}
    forms = [form for form, is_asked in asked.items() if is_asked]
    if len(forms) > 1:
        both = f"--{forms[0]} and --{forms[1]}"
        raise ConfigurationError(f"{both} both say what to print: leave out one")
    return forms[0] if forms else None


def require_one_graph(context: click.Context) -> None:
    """Raises `ConfigurationError` where two are described, or a run that is not asked for."""
    flags = {
        str(each.name): each.opts[0] if isinstance(each, click.Option) else "the expression"
        for each in typed_parameters(context)
    }
    of_lines = [flags[name] for name in ("expression", "example") if name in flags]
    of_a_run = [flags[name] for name in ("of_run", "resume") if name in flags]
    sources = [*of_lines, *of_a_run[:1]]
    if len(sources) > 1:
        raise ConfigurationError(
            f"{sources[0]} and {sources[1]} both say which graph: leave out one"
        )
    others = [flag for name, flag in flags.items() if name not in OF_ANY_GRAPH]
    if others and not of_a_run:
        raise ConfigurationError(
            f"{others[0]} is about a run: add --of-run, for the graph of one of its samples, or "
            f"leave {others[0]} out"
        )
