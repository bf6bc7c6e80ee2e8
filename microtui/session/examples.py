"""Every sample with its score and its own loss, and one of them followed through the network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, Indices
from engine.formulas.losses import LOSSES
from engine.network.model import scores_of
from engine.run.evaluation import predicted_classes, true_classes
from engine.training import Training
from microtui.session.snapshot import Examples
from microtui.session.view import ExamplesView, View


def examples_of(training: Training, outputs: Sequence[Array], view: View) -> Examples | None:
    """As much of it as `view` asks for; None if it asks for nothing.

    `outputs` is what every unit gives for all samples: an array (units, samples) a layer. What is
    kept of it is copied.
    """
    if view.examples is None and view.sample is None:
        return None
    data = training.data
    scores = scores_of(outputs).copy()
    losses = LOSSES[training.configuration.loss].sample_losses(scores, data.targets.T)
    sample = view.sample if view.sample in range(len(losses)) else None
    truth, predicted = true_classes(data.targets), predicted_classes(scores)
    order = order_of(losses, data.train_count, view.examples)
    if view.examples is not None and view.examples.cell is not None:
        true_class, taken_for = view.examples.cell
        order = order[(truth[order] == true_class) & (predicted[order] == taken_for)]
    return Examples(
        points=data.points,
        targets=data.targets,
        scores=scores.T,
        losses=losses,
        truth=truth,
        predicted=predicted,
        train_count=data.train_count,
        order=order,
        not_numbers=int(np.isnan(losses[order]).sum()),
        sample=sample,
        outputs=()
        if sample is None
        else (data.inputs[sample], *(layer[:, sample].copy() for layer in outputs)),
        listed_by=view.examples,
    )


def order_of(losses: Array, train_count: int, view: ExamplesView | None) -> Indices:
    """The numbers of the samples to be listed; equal losses by number."""
    if view is None:
        return np.zeros(0, np.intp)
    first = train_count if view.only_test else 0
    end = len(losses) if view.with_test or view.only_test else train_count
    if not view.by_loss:
        return np.arange(first, end)
    listed = losses[first:end]
    is_number = ~np.isnan(listed)
    return first + np.lexsort((-np.where(is_number, listed, 0.0), is_number))
