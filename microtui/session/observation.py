"""What a training run looks like right now: the making of a snapshot, on the worker thread."""

from __future__ import annotations

import numpy as np

from engine.arrays import norm
from engine.formulas.elementary import ARRAYS
from engine.formulas.losses import LOSSES
from engine.replay.contributions import Contributions, contributions
from engine.replay.recording import Recording
from engine.replay.twin import Twin
from engine.run.samples import inputs_of
from engine.training import Training
from microtui.session.examples import examples_of
from microtui.session.health import examined
from microtui.session.plane import axes_within, bounds_of, map_points
from microtui.session.run_graph import RunGraph, run_graph_of
from microtui.session.snapshot import (
    Field,
    MapSamples,
    Progress,
    Snapshot,
    TwinSnapshot,
    View,
)
from microtui.session.units import units_of


def observe(recording: Recording, twin: Twin | None, view: View, progress: Progress) -> Snapshot:
    """All that the screen shows of this run, copied; the map as large as `view` says."""
    training = recording.training
    # The model overwrites these when it is next asked for any: before that, all is made of them.
    outputs = training.model.unit_outputs(training.data.inputs)
    health, (train, test) = examined(training, outputs)
    examples = examples_of(training, outputs, view) if view.in_full else None
    gradients = training.model.gradients.copy()
    added = training.model.added.copy()
    return Snapshot(
        configuration=training.configuration,
        sizes=training.configuration.sizes,
        progress=progress,
        epoch=training.epoch,
        batch=training.batch,
        batches=len(training.batches),
        phase=training.phase,
        updates=training.updates,
        loss=train.loss,
        test_loss=test.loss if test else None,
        accuracy=train.accuracy,
        test_accuracy=test.accuracy if test else None,
        batch_loss=training.batch_loss,
        gradient_norm=norm(gradients),
        added_norm=norm(added),
        backwards_summed=training.backwards_summed,
        parameters=training.model.parameters.copy(),
        gradients=gradients,
        added=added,
        carried=training.model.carried.copy(),
        parameters_before=training.optimizer.before.copy(),
        train_curve=training.train_history.curve(),
        test_curve=training.test_history.curve() if test else None,
        samples=samples_of(training, axes_within(training, view.axes)),
        field=field_of(training, view),
        units=units_of(training, view) if view.in_full else None,
        divergence=training.divergence,
        changes=recording.changes_made,
        plan_ahead=recording.plan_ahead,
        contributions=contributions_of(recording, view),
        examples=examples,
        graph=graph_of_run(training, view, progress),
        twin=observe_twin(twin, recording, view) if twin else None,
        in_full=view.in_full,
        learning_rate=training.optimizer.learning_rate,
        health=health,
    )


def observe_twin(twin: Twin, original: Recording, view: View) -> TwinSnapshot:
    training = twin.training
    train, _ = training.evaluate()
    return TwinSnapshot(
        configuration=training.configuration,
        loss=train.loss,
        train_curve=training.train_history.curve(),
        field=field_of(training, view),
        parted=twin.parted,
        start=twin.start,
        changes=twin.changes_made,
        parameters_set=twin.parameters_set(original),
    )


def graph_of_run(training: Training, view: View, progress: Progress) -> RunGraph | None:
    if view.graph is None or not view.in_full:
        return None
    return run_graph_of(training, view.graph, is_playing=progress.playing)


BACKWARDS = {"matrix": 60, "scalar": 8, "pytorch": 30}
"""How many are gone through again to take a gradient apart; an update of Values takes its
time, and one of tensors some."""


def contributions_of(recording: Recording, view: View) -> Contributions | None:
    configuration = recording.training.configuration
    if view.parameter is None or not view.in_full:
        return None
    parameter = min(view.parameter, configuration.parameter_count - 1)
    return contributions(recording, parameter, BACKWARDS[configuration.engine])


def samples_of(training: Training, axes: tuple[int, int]) -> MapSamples:
    """The data points on the two axes of the map."""
    data = training.data
    return MapSamples(
        x=data.points[:, axes[0]],
        y=data.points[:, axes[1]],
        targets=data.targets,
        is_train=np.arange(len(data.targets)) < data.train_count,
    )


def field_of(training: Training, view: View) -> Field | None:
    """The network's output over the map, at the middle of each of columns x rows cells."""
    columns, rows = view.field_columns, view.field_rows
    if columns == 0 or rows == 0 or not view.in_full:
        return None
    axes = axes_within(training, view.axes)
    points = map_points(training, columns, rows, axes)
    scores = training.model.predict(inputs_of(points, training.configuration))
    squash = LOSSES[training.configuration.loss].squash
    levels = squash(ARRAYS, scores).reshape(rows, columns)
    names = training.configuration.data.input_names
    return Field(
        levels, bounds_of(training, axes), names[axes[0]], names[axes[1]], column_count=len(names)
    )
