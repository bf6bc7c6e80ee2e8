"""What a training run looks like right now: the making of a snapshot, on the worker thread."""

from __future__ import annotations

import numpy as np

from engine.data import inputs_of
from engine.elementary import ARRAYS
from engine.losses import LOSSES
from engine.training import Training
from microtui.plane import map_points
from microtui.snapshot import Field, Samples, Snapshot, View
from microtui.unit_observation import units_of


def observe(
    training: Training,
    view: View,
    *,
    playing: bool,
    speed: float | None,
    measured_speed: float,
    finished: bool,
) -> Snapshot:
    """All that the screen shows of this run, copied; the map as large as `view` says."""
    train, test = training.evaluate()
    gradients = training.model.gradients.copy()
    added = training.model.added.copy()
    return Snapshot(
        configuration=training.configuration,
        sizes=training.configuration.sizes,
        playing=playing,
        speed=speed,
        measured_speed=measured_speed,
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
        gradient_norm=float(np.linalg.norm(gradients)),
        added_norm=float(np.linalg.norm(added)),
        backwards_summed=training.backwards_summed,
        parameters=training.model.parameters.copy(),
        gradients=gradients,
        added=added,
        train_curve=training.train_history.curve(),
        test_curve=training.test_history.curve() if test else None,
        samples=samples_of(training),
        field=field_of(training, view.field_columns, view.field_rows) if view.in_full else None,
        units=units_of(training, view) if view.in_full else None,
        divergence=training.divergence,
        in_full=view.in_full,
        finished=finished,
    )


def samples_of(training: Training) -> Samples:
    """The data points on the two axes of the map: the first two columns."""
    data = training.data
    return Samples(
        x=data.points[:, 0],
        y=data.points[:, 1],
        targets=data.targets,
        is_train=np.arange(len(data.targets)) < data.train_count,
        is_regression=training.configuration.task == "regression",
    )


def field_of(training: Training, columns: int, rows: int) -> Field | None:
    """The network's output over the map, at the middle of each of columns x rows cells."""
    if columns == 0 or rows == 0:
        return None
    points = map_points(training, columns, rows)
    scores = training.model.predict(inputs_of(points, training.configuration))
    squash = LOSSES[training.configuration.loss].squash
    levels = squash(ARRAYS, scores).reshape(rows, columns)
    x_name, y_name = training.configuration.data.input_names[:2]
    return Field(levels, training.configuration.data.bounds, x_name, y_name)
