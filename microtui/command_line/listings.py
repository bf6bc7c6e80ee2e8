"""`microtui datasets` and `microtui config`: what there is, and what is in force."""

from __future__ import annotations

from collections.abc import Mapping

import click

from engine.data.datasets import DATASETS
from engine.errors import ConfigurationError
from microtui.settings.settings_file import (
    read_keys,
    read_settings,
    settings_in_force,
    settings_path,
)


@click.command()
def datasets() -> None:
    """List what there is to learn, with its source."""
    width = max(map(len, DATASETS))
    for name, dataset in DATASETS.items():
        click.echo(f"{name:{width}} {dataset.task}: {dataset.description} ({dataset.source})")


@click.command()
@click.option(
    "--keys", is_flag=True, help="List what has a key in the application, by what [keys] call it."
)
def config(keys: bool) -> None:
    """Say where the settings file is, and what is in force."""
    path = settings_path()
    if keys:
        list_keys(read_keys(path))
        return
    mistake = None
    try:
        values = read_settings(path)
    except ConfigurationError as error:
        # What there is to set is wanted most where something is not right.
        values, mistake = {}, error
    click.echo(f"{path}{'' if path.exists() else ' (not there; everything is as by default)'}")
    for key, text, is_from_file in settings_in_force(values):
        click.echo(f"{key:15} {text:20} {'from this file' if is_from_file else 'by default'}")
    for name, key in read_keys(path).items():
        click.echo(f"{name:15} {key:20} from this file")
    if mistake is not None:
        raise mistake


def list_keys(changed: Mapping[str, str]) -> None:
    """All that has a key, and the key that it has."""
    # What it knows of Textual takes longer to import than all else that is listed.
    from microtui.screens.changed_keys import bindings_of, keymap_of, known_bindings
    from microtui.screens.program_app import ProgramApp

    for name, binding in known_bindings(bindings_of(ProgramApp)).items():
        click.echo(f"{name:26} {changed.get(name, binding.key):20} {binding.tooltip}")
    # What there is to change is wanted most where something is not right.
    keymap_of(changed, bindings_of(ProgramApp))
