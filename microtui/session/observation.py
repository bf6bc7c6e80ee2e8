"""What a training run looks like right now: the making of a snapshot, on the worker thread."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, norm
from engine.formulas.elementary import ARRAYS
from engine.formulas.losses import LOSSES
from engine.formulas.softmax import softmax
from engine.network.model import scores_of
from engine.replay.contributions import Contributions, contributions
from engine.replay.recording import Recording
from engine.replay.twin import Twin
from engine.run.confusion import confusion_of
from engine.run.evaluation import predicted_classes, true_classes
from engine.run.samples import inputs_of
from engine.training import Training
from microtui.session.examples import examples_of
from microtui.session.health import examined
from microtui.session.plane import plane_of
from microtui.session.run_graph import RunGraph, run_graph_of
from microtui.session.snapshot import Confusion, Field, MapSamples, Progress, Snapshot, TwinSnapshot
from microtui.session.units import units_of
from microtui.session.view import View


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
        samples=samples_of(training, view),
        field=field_of(training, view),
        units=units_of(training, view) if view.in_full else None,
        divergence=training.divergence,
        changes=recording.changes_made,
        plan_ahead=recording.plan_ahead,
        contributions=contributions_of(recording, view),
        confusion=confusion_in(training, outputs) if view.confusion else None,
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


def samples_of(training: Training, view: View) -> MapSamples:
    """The data points on the two axes of the map."""
    data, plane = training.data, plane_of(training, view.axes)
    if data.targets.ndim == 1:
        targets = data.targets
    elif training.configuration.data.has_several_classes:
        targets = true_classes(data.targets).astype(np.float64)
    else:
        targets = data.targets[:, output_within(training, view)]
    return MapSamples(
        x=plane.x,
        y=heights_of(training, targets) if plane.y is None else plane.y,
        targets=targets,
        is_train=np.arange(len(data.targets)) < data.train_count,
    )


def heights_of(training: Training, targets: Array) -> Array:
    """Targets from -1 to 1, also where they are the numbers of more than two classes."""
    if not training.configuration.data.has_several_classes:
        return targets
    return 2.0 * targets / (training.configuration.outputs - 1) - 1.0


def field_of(training: Training, view: View) -> Field | None:
    """The network's output over the map, at the middle of each of columns x rows cells."""
    columns, rows = view.field_columns, view.field_rows
    if columns == 0 or rows == 0 or not view.in_full:
        return None
    configuration = training.configuration
    plane = plane_of(training, view.axes)
    scores = training.model.predict(inputs_of(plane.points(columns, rows), configuration))
    winners, target = None, ""
    if configuration.data.has_several_classes:
        winners = predicted_classes(scores).reshape(rows, columns)
        levels = softmax(scores).max(axis=0)
    else:
        squashed = LOSSES[configuration.loss].squash(ARRAYS, scores)
        levels = squashed if scores.ndim == 1 else squashed[output_within(training, view)]
        target = target_name(training, view)
    y_name = plane.y_name
    if plane.y is None:
        y_name = "class" if configuration.task == "classification" else target or y_name
    return Field(
        levels.reshape(rows, columns),
        winners,
        plane.bounds,
        plane.x_name,
        y_name,
        column_count=len(configuration.data.input_names),
        share=plane.share,
        target=target if configuration.outputs > 1 else "",
    )


def target_name(training: Training, view: View) -> str:
    """What the number is called that the output on the map fits; empty where it has no name."""
    names = training.configuration.data.target_names
    return names[output_within(training, view)] if names else ""


def output_within(training: Training, view: View) -> int:
    """The output that the map shows: the one asked for, or the last there is."""
    return min(view.output, training.configuration.outputs - 1)


def confusion_in(training: Training, outputs: Sequence[Array]) -> Confusion | None:
    """Which classes are taken for which, of what every unit gives for all samples."""
    configuration, data = training.configuration, training.data
    scores = scores_of(outputs)
    if configuration.task == "regression" or np.isnan(scores).any():
        return None
    classes = max(configuration.outputs, 2)
    truth, predicted = true_classes(data.targets), predicted_classes(scores)
    train, test = slice(data.train_count), slice(data.train_count, None)
    return Confusion(
        confusion_of(truth[train], predicted[train], classes),
        confusion_of(truth[test], predicted[test], classes) if configuration.has_test_set else None,
    )
