"""`microtui runs`: saved runs, listed and deleted."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from engine.errors import ConfigurationError
from microtui.command_line.offers.completion import saved_run_numbers
from microtui.saving.kept_files import bounds, run_directory
from microtui.saving.recent_runs import (
    RecentRun,
    delete,
    recent_runs,
    require_deletable,
    run_numbered,
)
from microtui.saving.run_lines import lines_of

RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)


@click.command(help=f"List saved runs, newest first, or delete some. {bounds().sentence}.")
@click.option(
    "--delete",
    "texts",
    multiple=True,
    metavar="N",
    shell_complete=saved_run_numbers,
    help="Delete this run; 5-9 are several.",
)
@click.option(
    "--keep", type=click.IntRange(min=0), metavar="N", help="Delete all but the newest N."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
def runs(texts: Sequence[str], keep: int | None, as_json: bool) -> None:
    found = recent_runs()
    is_deleting = bool(texts) or keep is not None
    chosen = chosen_runs(found, texts, keep) if is_deleting else found
    if is_deleting:
        for each in chosen:
            delete(each)
    if as_json:
        click.echo(json.dumps([as_dictionary(each) for each in chosen]))
    elif is_deleting:
        print_deleted(chosen, len(found) - len(chosen))
    else:
        print_list(found)


def chosen_runs(
    found: Sequence[RecentRun], texts: Sequence[str], keep: int | None
) -> list[RecentRun]:
    """Those to be deleted; raises `ConfigurationError`, before any is, where one cannot be."""
    numbers = {number for text in texts for number in numbers_in(text, found)}
    for number in numbers:
        require_deletable(found[number - 1])
    if keep is not None:
        # Nobody has named these: what is open stays without a word.
        numbers |= {each.number for each in found[keep:] if not each.is_open}
    return [each for each in found if each.number in numbers]


def numbers_in(text: str, found: Sequence[RecentRun]) -> range:
    """What `3` or `5-9` stands for; raises `ConfigurationError` where there is no such run."""
    match = RANGE.fullmatch(text.strip())
    if match is None:
        raise ConfigurationError(f"--delete needs a number, such as 3, or 5-9, got {text!r}")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise ConfigurationError(f"--delete needs the smaller number first, got {text!r}")
    return range(run_numbered(first, found).number, run_numbered(last, found).number + 1)


def as_dictionary(run: RecentRun) -> dict[str, Any]:
    """What --json prints of it; what is not known is None."""
    summary = run.summary
    return {
        "number": run.number,
        "data": summary and summary.dataset,
        "network": summary and summary.sizes,
        "epoch": summary and summary.epoch,
        "loss": summary and summary.loss,
        "saved_at": datetime.fromtimestamp(run.saved_at).astimezone().isoformat("T", "seconds"),
        "damaged": summary is None,
        "open": run.is_open,
        "path": str(run.path),
    }


def print_list(found: Sequence[RecentRun]) -> None:
    """The table on stdout, to be searched; what to do with it on stderr."""
    if not found:
        click.echo(f"There is no saved run in {run_directory()} yet.")
        return
    print_lines(lines_of(found))
    click.echo(
        f"{bounds().sentence}.\n"
        "microtui --resume N goes on with a run, microtui runs --delete N deletes it.",
        err=True,
    )


def print_deleted(deleted: Sequence[RecentRun], left: int) -> None:
    if not deleted:
        click.echo("Nothing was deleted.")
        return
    print_lines(lines_of(deleted))
    click.echo(f"Deleted {len(deleted)}; {left or 'none'} left.")


def print_lines(lines: Sequence[str]) -> None:
    """With question marks for letters that the output does not have."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    for line in lines:
        click.echo(line.encode(encoding, "replace").decode(encoding))
