"""What stands in the header: all that matters about a run, at any width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.mistakes import MISTAKES
from microtui.changes.twins import difference_text
from microtui.session.snapshot import Snapshot
from microtui.words.number_text import percent, short

Look = Literal["plain", "title", "good", "warning", "error", "muted"]


ESSENTIAL = 9
"""The priority from which on an item is there at every size."""


@dataclass(frozen=True)
class Item:
    """A piece of the header; those of low priority go first where there is little room."""

    text: str
    priority: int
    look: Look = "plain"


def state_item(snapshot: Snapshot) -> Item:
    if snapshot.divergence is not None:
        return Item("✖ diverged", 6, "error")
    if snapshot.progress.solved and not snapshot.progress.playing:
        return Item("■ solved", 6, "good")
    if snapshot.progress.finished:
        return Item("■ finished", 6, "good")
    if snapshot.progress.playing:
        return Item("▶ playing", 6, "good")
    return Item("‖ paused", 6, "muted")


def speed_item(snapshot: Snapshot) -> Item:
    limit = "flat out" if snapshot.progress.speed is None else f"≤ {snapshot.progress.speed:g}"
    if snapshot.progress.playing and snapshot.progress.measured_speed > 0.0:
        return Item(f"{snapshot.progress.measured_speed:.3g} epochs/s ({limit})", 2, "muted")
    return Item(f"{limit} epochs/s" if snapshot.progress.speed else limit, 2, "muted")


def zero_grad_item(snapshot: Snapshot) -> Item:
    if snapshot.is_case:
        return Item("zero_grad ?", ESSENTIAL, "muted")
    if snapshot.configuration.zero_grad:
        return Item("zero_grad ON", ESSENTIAL, "good")
    return Item("zero_grad OFF", ESSENTIAL, "warning")


def rate_text(snapshot: Snapshot) -> str:
    """The learning rate in force, and how it changes, if it does: `lr 0.1`, `lr 0.55 linear`."""
    if snapshot.is_case:
        return "lr ?"
    schedule = snapshot.configuration.schedule
    if schedule == "constant":
        return f"lr {snapshot.learning_rate:g}"
    return f"lr {snapshot.learning_rate:.3g} {schedule}"


def summary(snapshot: Snapshot) -> list[Item]:
    """Dataset, network, optimiser, batch size and seed."""
    configuration = snapshot.configuration
    sizes = "-".join(map(str, configuration.sizes))
    batch = "full" if configuration.batch_size is None else configuration.batch_size
    items = [
        Item(configuration.data.name, 4),
        Item(f"{sizes} {configuration.activation}", 4),
        Item(f"{configuration.loss}", 2),
        Item(f"{configuration.optimizer} {rate_text(snapshot)}", 5),
        Item(f"batch {batch}", 3),
        Item(f"seed {configuration.seed}", 3),
    ]
    if configuration.l1:
        items.append(Item(f"l1 {configuration.l1:g}", 3))
    if configuration.l2:
        items.append(Item(f"l2 {configuration.l2:g}", 3))
    if configuration.output != "auto":
        items.append(Item(f"{configuration.output} output", 3))
    if configuration.initialization != "glorot":
        items.append(Item(f"{configuration.initialization} start", 3))
    if configuration.engine != "matrix":
        items.append(Item(f"{configuration.engine} engine", 3))
    if configuration.parameters is not None:
        items.append(Item(f"from {configuration.parameters.short_name}", 3))
    return items


def progress(snapshot: Snapshot) -> list[Item]:
    """Where the run is and how well it does."""
    items = [
        Item(f"epoch {snapshot.epoch}", 10),
        Item(f"batch {snapshot.batch}/{snapshot.batches}", 7),
        Item(f"train loss {short(snapshot.loss)}", 10),
    ]
    has_test_set = snapshot.test_loss is not None
    if has_test_set:
        items.append(Item(f"test loss {short(snapshot.test_loss)}", 4))
    if snapshot.configuration.task == "classification":
        train = f"train accuracy {percent(snapshot.accuracy)}"
        items.append(Item(train, 3 if has_test_set else 5))
        if has_test_set:
            items.append(Item(f"test accuracy {percent(snapshot.test_accuracy)}", 5))
    items.append(Item(f"‖grad‖ {short(snapshot.gradient_norm)}", 5))
    items.append(zero_grad_item(snapshot))
    for name in snapshot.configuration.mistakes:
        items.append(Item(MISTAKES[name].label, ESSENTIAL, "warning"))
    if snapshot.twin is not None:
        items.append(Item(f"twin: {difference_text(snapshot)}", 4, "muted"))
    return items


def fitting(items: list[Item], width: int, gap: int) -> list[Item]:
    """The items, without the least important ones where all do not fit; never part of one."""
    kept = list(items)
    while kept and sum(len(item.text) + gap for item in kept) - gap > width:
        least = min(item.priority for item in kept)
        index = max(i for i, item in enumerate(kept) if item.priority == least)
        del kept[index]
    return kept


def wrapped(items: list[Item], width: int, gap: int) -> list[list[Item]]:
    """The items in as many lines as they need, a new one where the next would not fit."""
    lines: list[list[Item]] = [[]]
    used = 0
    for item in items:
        if used and used + gap + len(item.text) > width:
            lines.append([])
            used = 0
        used += (gap if used else 0) + len(item.text)
        lines[-1].append(item)
    return lines
