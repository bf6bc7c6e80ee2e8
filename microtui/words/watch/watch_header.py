"""What stands in the header over a watched loop: the script, how far it is, and how it is."""

from __future__ import annotations

import math

from microtui.words.header_text import ESSENTIAL, Item
from microtui.words.number_text import short
from microtui.words.watch.sighting import Sighting, counted, place_text
from microtui.words.window_title import name_in_title

LONGEST_ERROR = 40
MOST_RATES = 3


def script_items(sighting: Sighting) -> list[Item]:
    return [Item("microtui watch", 1, "title"), Item(sighting.name, 4)]


def state_item(sighting: Sighting, *, is_brief: bool = False) -> Item:
    """Whether it runs, where it waits, or how it ended; in brief without the line it waits at."""
    reading = sighting.reading
    if sighting.status is not None:
        return ended_item(sighting, sighting.status, is_brief=is_brief)
    if reading.is_over:
        return Item("■ is ending", 8, "muted")
    if sighting.is_stopping:
        return Item("■ is being stopped", 8, "warning")
    if reading.waits_at is not None:
        number = reading.backwards if reading.waits_at == "backward" else reading.steps
        text = f"‖ waits behind {reading.waits_at} {number}"
        if reading.place is not None and not is_brief:
            text += f" at {place_text(*reading.place)}"
        return Item(text, 8, "title")
    if sighting.is_to_wait:
        return Item("▶ runs to where it is to wait" if not is_brief else "▶ is to wait", 8, "good")
    return Item("▶ running", 8, "good")


def ended_item(sighting: Sighting, status: int, *, is_brief: bool) -> Item:
    if sighting.error:
        kind = sighting.error.partition(":")[0].strip()
        if kind and len(kind) <= LONGEST_ERROR:
            return Item(f"✖ raised {kind}", 8, "error")
    if status == 0:
        return Item("■ ended with status 0", 8, "good")
    return Item(f"✖ ended with status {status}", 8, "error")


def progress_items(sighting: Sighting) -> list[Item]:
    reading = sighting.reading
    items = [
        Item(f"step {reading.steps}", 10),
        Item(f"backward {reading.backwards}", 6),
        loss_item(reading.loss),
        findings_item(sighting),
    ]
    if stale_item := item_of_stale(sighting):
        items.append(stale_item)
    if reading.not_finite is not None:
        items.append(Item("not finite", 7, "warning"))
    items += [Item(text, 5) for text in rate_texts(sighting)]
    return items


def loss_item(loss: float | None) -> Item:
    is_finite = loss is None or math.isfinite(loss)
    return Item(f"loss {short(loss)}", 10, "plain" if is_finite else "warning")


def findings_item(sighting: Sighting) -> Item:
    count = len(sighting.reading.findings)
    if count:
        return Item(counted(count, "finding"), ESSENTIAL, "warning")
    return Item("no findings", ESSENTIAL, "good" if sighting.reading.steps else "muted")


def item_of_stale(sighting: Sighting) -> Item | None:
    stale = sum(each.is_stale for each in sighting.reading.tensors)
    return Item(f"{stale} stale", 7, "warning") if stale else None


def rate_texts(sighting: Sighting) -> list[str]:
    """Of each optimizer: `SGD lr 0.1`, with all groups where they differ: `SGD lr 0.1, 0.01`."""
    return [f"{each.name} lr {rates_text(each.rates)}" for each in sighting.reading.optimizers[:2]]


def rates_text(rates: tuple[float, ...]) -> str:
    different = list(dict.fromkeys(f"{rate:.3g}" for rate in rates))
    more = ", …" if len(different) > MOST_RATES else ""
    return ", ".join(different[:MOST_RATES]) + more


def speed_item(sighting: Sighting) -> Item | None:
    speed = sighting.reading.steps_per_second
    if speed is None or sighting.reading.is_over or sighting.is_waiting or sighting.has_ended:
        return None
    return Item(f"{speed:.3g} steps/s", 3, "muted")


def watch_title(sighting: Sighting, *, ascii_only: bool) -> str:
    """What the window is called: `microtui · train.py · step 340`."""
    joint = " - " if ascii_only else " · "
    name = name_in_title(sighting.name)
    return joint.join(("microtui", name, f"step {sighting.reading.steps}"))
