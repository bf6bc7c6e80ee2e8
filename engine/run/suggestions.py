"""Settings that follow the dataset, as long as nobody has set them otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from engine.data.datasets import DATASETS, Dataset
from engine.data.table import Table
from engine.errors import ConfigurationError
from engine.formulas.losses import LOSSES
from engine.run.configuration import Configuration
from engine.run.outputs import losses_for, output_layers_for

DEFAULTS: Mapping[str, Any] = {field.name: field.default for field in fields(Configuration)}

FOLLOWING = tuple(
    name
    for name in DEFAULTS
    if any(name in dataset.suggestion.settings for dataset in DATASETS.values())
)
"""The fields for which some dataset suggests something, in the order of the configuration."""


def suggested(data: Dataset, field: str) -> Any:
    """What this field is best begun with on this dataset."""
    value = data.suggestion.settings.get(field, DEFAULTS[field])
    return value if field != "loss" or value in losses_for(data) else losses_for(data)[0]


def configured(
    given: Mapping[str, Any], otherwise: Mapping[str, Any] | None = None
) -> Configuration:
    """A configuration of these fields; all others are as in `otherwise`, or as suggested.

    What was not given gives way to what was: the loss is one that goes with the data, the output
    layer goes with both; where there are few samples, a batch is all of them. Raises
    `ConfigurationError` where what was given cannot be.
    """
    known = {**(otherwise or {}), **given}
    data = data_named(known.get("dataset", DEFAULTS["dataset"]), known.get("table"))
    settings = {**{field: suggested(data, field) for field in FOLLOWING}, **known}
    if "loss" not in given and settings["loss"] not in losses_for(data):
        settings["loss"] = suggested(data, "loss")
    if "output" not in given and not output_fits(settings, data):
        settings["output"] = DEFAULTS["output"]
    if "batch_size" not in given and settings["batch_size"] is not None:
        full = Configuration(**{**settings, "batch_size": None})
        if settings["batch_size"] > full.train_count:
            return full
    return Configuration(**settings)


def output_fits(settings: Mapping[str, Any], data: Dataset) -> bool:
    """Whether the output layer goes with data and loss; what has a wrong name will be refused."""
    loss, output = settings["loss"], settings.get("output", DEFAULTS["output"])
    return loss not in LOSSES or output in output_layers_for(data.task, loss)


def data_named(name: str, table: Table | None) -> Dataset:
    """What is learned; where the name is wrong, anything: a configuration will refuse it."""
    return DATASETS.get(name, DATASETS[DEFAULTS["dataset"]]) if table is None else table.dataset


def set_by_hand(configuration: Configuration) -> tuple[str, ...]:
    """The following fields that are not as suggested for the data."""
    others = {field: getattr(configuration, field) for field in DEFAULTS if field not in FOLLOWING}
    try:
        untouched = vars(configured(others))
    except ConfigurationError:
        # What is suggested may itself be too much, of many columns for one.
        untouched = {field: suggested(configuration.data, field) for field in FOLLOWING}
    return tuple(field for field in FOLLOWING if getattr(configuration, field) != untouched[field])


def on_data(configuration: Configuration, name: str, table: Table | None = None) -> Configuration:
    """The same on another dataset: what was not set by hand is as suggested for that."""
    by_hand = set_by_hand(configuration)
    given, kept = {}, {}
    for field in DEFAULTS:
        if field in by_hand:
            kept[field] = getattr(configuration, field)
        elif field not in FOLLOWING:
            given[field] = getattr(configuration, field)
    kept["output"] = given.pop("output")
    return configured({**given, "dataset": name, "table": table}, kept)
