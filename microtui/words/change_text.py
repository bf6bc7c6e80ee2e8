"""What a key has changed, in one line, found in the difference of two snapshots."""

from __future__ import annotations

from engine.mistakes import MISTAKES
from engine.network.flat import parameter_names
from engine.network.pytorch import presence
from engine.replay.reconfiguration import new_start
from engine.run.configuration import Configuration
from microtui.changes.twins import difference_text
from microtui.session.snapshot import ExchangeKind, Snapshot
from microtui.settings.run_settings import SETTINGS
from microtui.words.number_text import signed

SAID_OTHERWISE = ("dataset", "zero_grad", "mistakes", "engine")
"""Of data, mistakes and forms there is more to say than a setting's text; the header names
zero_grad at every size."""

BEGINS_ANEW = "the run begins anew, ctrl+r takes it back"

EXCHANGED: dict[ExchangeKind, str] = {
    "taken back": "taken back, ctrl+y brings it back",
    "brought back": "brought back, ctrl+r takes it back",
    "opened": "a saved run, ctrl+r goes back to the one before",
    "staged": "",
    "a case": "a case: what is wrong with it, if anything, is for you to find",
    "revealed": "the case is closed: nothing is hidden any more",
}
"""What is said first where the run was not changed but another put in its place; of the stage of a
lesson, the lesson says it all."""


def change_text(old: Snapshot, new: Snapshot) -> str:
    """What differs but training; empty where nothing does.

    Keys pressed faster than frames are drawn come out as one change, from the first to the last.
    """
    if was_exchanged(old, new):
        return exchange_text(old, new)
    if old.configuration != new.configuration:
        return configuration_text(old, new)
    if old.progress.exchange != new.progress.exchange:
        return f"{BEGINS_ANEW} · from the same parameters"
    if old.progress.speed != new.progress.speed:
        speed = new.progress.speed
        return "speed: flat out" if speed is None else f"speed: at most {speed:g} epochs/s"
    if parameter := parameter_text(old, new):
        return parameter
    if old.twin is not None or new.twin is not None:
        twin = twin_text(old, new)
        if twin:
            return twin
    return place_text(old, new)


def was_exchanged(old: Snapshot, new: Snapshot) -> bool:
    """Whether another run stands there, or the same as it was, without anything changed in it."""
    before, after = old.progress.exchange, new.progress.exchange
    return before.number != after.number and after.kind in EXCHANGED


def exchange_text(old: Snapshot, new: Snapshot) -> str:
    """How it came there, where it is, and what it has other than the one before."""
    where = f"epoch {new.epoch}" + (f", batch {new.batch}" if new.batch else "")
    kind = new.progress.exchange.kind
    if not EXCHANGED[kind]:
        return ""
    if old.is_case or new.is_case:
        # Of one of the two it is not told what it has.
        return " · ".join([EXCHANGED[kind], where])
    return " · ".join([EXCHANGED[kind], where, *setting_texts(old, new), *twin_ending(old, new)])


def configuration_text(old: Snapshot, new: Snapshot) -> str:
    """`learning rate 0.1 → 0.2`, and whether the run begins anew with it."""
    changes = setting_texts(old, new)
    if new_start(old.configuration, new.configuration) is not None:
        # Behind what was asked for, and before what followed: there may be no room for that.
        changes.insert(1, BEGINS_ANEW)
    return " · ".join([*changes, *twin_ending(old, new)])


def twin_ending(old: Snapshot, new: Snapshot) -> list[str]:
    return ["without its twin"] if old.twin is not None and new.twin is None else []


def setting_texts(old: Snapshot, new: Snapshot) -> list[str]:
    """Each setting in which the two differ; the data come first."""
    before, after = old.configuration, new.configuration
    return [
        *data_texts(before, after),
        *mistake_texts(before, after),
        *engine_texts(before, after),
        *(
            f"{setting.label} {setting.text(before) or 'none'} → {setting.text(after) or 'none'}"
            for setting in SETTINGS
            if setting.field not in SAID_OTHERWISE
            and getattr(before, setting.field) != getattr(after, setting.field)
        ),
    ]


def data_texts(before: Configuration, after: Configuration) -> list[str]:
    if (before.dataset, before.table) == (after.dataset, after.table):
        return []
    return [f"dataset {before.data.name} → {after.data.name}"]


def mistake_texts(before: Configuration, after: Configuration) -> list[str]:
    made = [each for each in after.mistakes if each not in before.mistakes]
    mended = [each for each in before.mistakes if each not in after.mistakes]
    return [
        *(f"mistake made: {MISTAKES[each].label}" for each in made),
        *(f"mistake mended: {MISTAKES[each].label}" for each in mended),
    ]


def engine_texts(before: Configuration, after: Configuration) -> list[str]:
    """Where the key goes from the last form back to the first, which there would be between them
    if PyTorch were there."""
    if before.engine == after.engine:
        return []
    text = f"engine {before.engine} → {after.engine}"
    is_passed_over = (before.engine, after.engine) == ("scalar", "matrix")
    if is_passed_over and not presence.is_installed():
        text += f" (for pytorch: {presence.HOW_TO_GET_IT})"
    return [text]


def parameter_text(old: Snapshot, new: Snapshot) -> str:
    """The parameter that was set by hand meanwhile."""
    last = new.changes[-1]
    if last.parameter is None or last in old.changes:
        return ""
    index, value = last.parameter
    name = parameter_names(new.sizes)[index]
    before = signed(float(old.parameters[index])).strip()
    return f"{name} set by hand: {before} → {signed(value).strip()}"


def twin_text(old: Snapshot, new: Snapshot) -> str:
    if new.twin is None:
        return "the twin is gone"
    if old.twin is not None and old.twin.configuration == new.twin.configuration:
        return ""
    return f"a twin beside this run: {difference_text(new)}"


def place_text(old: Snapshot, new: Snapshot) -> str:
    """Where in its past the run rests now."""
    before, after = ((each.epoch, each.batch, each.phase) for each in (old, new))
    if before == after or new.progress.playing or new.epoch >= new.progress.last_epoch:
        return ""
    batch = f", batch {new.batch} of {new.batches}" if new.batch else ""
    return f"epoch {new.epoch} of {new.progress.last_epoch}{batch}"
