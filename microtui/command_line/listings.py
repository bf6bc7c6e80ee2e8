"""`microtui datasets` and `microtui config`: what there is, and what is in force."""

from __future__ import annotations

import click

from engine.data.datasets import DATASETS
from engine.errors import ConfigurationError
from microtui.settings.settings_file import read_settings, settings_in_force, settings_path


@click.command()
def datasets() -> None:
    """List what there is to learn, with its source."""
    for dataset in DATASETS.values():
        click.echo(f"{dataset.name:12} {dataset.task}: {dataset.description} ({dataset.source})")


@click.command()
def config() -> None:
    """Say where the settings file is, and what is in force."""
    path = settings_path()
    mistake = None
    try:
        values = read_settings(path)
    except ConfigurationError as error:
        # What there is to set is wanted most where something is not right.
        values, mistake = {}, error
    click.echo(f"{path}{'' if path.exists() else ' (not there; everything is as by default)'}")
    for key, text, is_from_file in settings_in_force(values):
        click.echo(f"{key:15} {text:20} {'from this file' if is_from_file else 'by default'}")
    if mistake is not None:
        raise mistake
