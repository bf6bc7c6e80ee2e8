"""What a shell is offered for a word that is half typed, by what the word is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from engine.run.presets import PRESETS
from microtui.settings.plan_text import BY_OPTION
from microtui.settings.run_settings import Setting

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from microtui.saving.recent_runs import RecentRun

    Items = list[CompletionItem[str]]
    Offer = Callable[[click.Context, click.Parameter, str], Items]

THEMES = (
    *("ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe"),
    *("catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki"),
    *("gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon"),
    *("solarized-dark", "solarized-light", "textual-dark", "textual-light", "tokyo-night"),
)
"""Textual's own, which nobody has to wait for who only wants to know their names."""

ONLY_FROM_THE_START = frozenset({"dataset", "features", "hidden", "seed", "init"})
"""Options that begin a run anew whatever they are set to."""

ANY_FILE = "any"
"""In place of what files should end with."""

OPEN = "open"
"""Of a text behind which more may be typed at once."""


def item(value: str, explanation: str | None = None, kind: str = "plain") -> CompletionItem[str]:
    # Only a shell that asks waits for it.
    from click.shell_completion import CompletionItem

    return CompletionItem(value, type=kind, help=explanation)


def begun(incomplete: str, known: Mapping[str, str | None] | Iterable[str]) -> Items:
    """Of the known texts those that begin so; a mapping explains each."""
    explained = known if isinstance(known, Mapping) else dict.fromkeys(known)
    return [item(text, explained[text]) for text in explained if text.startswith(incomplete)]


def one_of(known: Mapping[str, str | None] | Iterable[str]) -> Offer:
    known = known if isinstance(known, Mapping) else tuple(known)
    return lambda context, parameter, incomplete: begun(incomplete, known)


def several_of(known: Iterable[str]) -> Offer:
    """A list with commas: the part behind the last one, of what is not yet in it."""
    known = tuple(known)

    def offer(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
        before, comma, part = incomplete.rpartition(",")
        left = [name for name in known if name not in before.split(",")]
        return [item(before + comma + name, kind=OPEN) for name in left if name.startswith(part)]

    return offer


def file_ending_with(suffix: str = ANY_FILE) -> Offer:
    """Any file; the shell shows those that end so first."""
    return lambda context, parameter, incomplete: [item(suffix, kind="file")]


def value_of(setting: Setting) -> Offer | None:
    """What this setting may be, where that can be counted."""
    if setting.parts:
        return several_of(setting.parts)
    return one_of(setting.choices) if setting.choices else None


def change_on_the_way(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Behind the colon of `--at` an option, and behind its = what that may be."""
    place, colon, assignments = incomplete.partition(":")
    before, comma, last = assignments.rpartition(",")
    option, equals, text = last.partition("=")
    if not colon:
        return []
    if not equals:
        known = [name for name in BY_OPTION if name not in ONLY_FROM_THE_START]
        start = place + colon + before + comma
        return [item(f"{start}{name}=", kind=OPEN) for name in known if name.startswith(option)]
    start = incomplete.removesuffix(text)
    choices = BY_OPTION[option].choices if option in BY_OPTION else ()
    return [item(start + value) for value in choices if value.startswith(text)]


def saved_run_numbers(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """By their numbers, newest first, each with what it is."""
    from microtui.saving.recent_runs import recent_runs

    with suppress(OSError):
        return begun(incomplete, {str(run.number): description(run) for run in recent_runs()})
    return []


def description(run: RecentRun) -> str:
    from microtui.saving.run_lines import DAMAGED, saved_time

    if run.summary is None:
        return DAMAGED
    sizes = "-".join(map(str, run.summary.sizes))
    return f"{run.summary.dataset} {sizes}, epoch {run.summary.epoch}, {saved_time(run)}"


def saved_run(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """By its number, or the last one; where none is called so, by its file."""
    runs = saved_run_numbers(context, parameter, "")
    last = {"last": runs[0].help} if runs else {}
    known = begun(incomplete, {run.value: run.help for run in runs} | last)
    return known or [item(ANY_FILE, kind="file")]


def format_of_a_file(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    from microtui.exports.formats import FORMATS

    return begun(incomplete, {each.name: each.explanation for each in FORMATS.values()})


def example(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Lines for the scratchpad, each by its name with what it shows."""
    from engine.graph.scratchpad.examples import EXAMPLES

    return begun(incomplete, {name: each.title for name, each in EXAMPLES.items()})


def lesson(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """By its number or its name, each with its title; where none is called so, by its file."""
    # What reads lessons takes its time, and only a shell that asks waits for it.
    from microtui.course.reading.lesson_files import course

    known: dict[str, str | None] = {}
    for each in course():
        known |= {str(each.number): each.title} if incomplete[:1].isdecimal() else {}
        known[each.name] = each.title
    all_of_them = {"all": "the whole course"} if context.params.get("checks") else {}
    return begun(incomplete, known | all_of_them) or [item(".md", kind="file")]


def command_name(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    whole = context.find_root().command
    known: dict[str, Any] = getattr(whole, "commands", {})
    return begun(incomplete, {name: known[name].get_short_help_str() for name in sorted(known)})


preset = one_of({each.name: each.description for each in PRESETS.values()})
theme = one_of(THEMES)
