"""What happens to a run when its configuration changes, in words."""

from __future__ import annotations

from collections.abc import Iterable

from engine.replay.reconfiguration import data_of, new_start
from engine.run.configuration import Configuration
from engine.run.outputs import losses_for
from engine.run.presets import PRESETS
from engine.run.suggestions import FOLLOWING, set_by_hand
from microtui.settings.run_settings import BY_FIELD

UNCHANGED = "Nothing is changed yet."


def consequence(old: Configuration, new: Configuration) -> str:
    """One sentence: whether the run goes on with its parameters or begins anew, and why."""
    if new == old:
        return UNCHANGED
    lost = lost_parameters(old, new)
    match new_start(old, new):
        case "dataset":
            return "The run begins anew, on another dataset."
        case "shape":
            return "The run begins anew: " + (lost or "the network's shape changes.")
        case "seed" if new.parameters is not None:
            return "The run begins anew: the seed decides on which samples, in which order."
        case "seed":
            return "The run begins anew: the seed decides what parameters it begins with."
        case "parameters":
            return "The run begins anew: the parameters it begins with change."
        case "test set":
            return f"The run begins anew, {'with' if new.has_test_set else 'without'} a test set."
        case None:
            if samples_of(new) != samples_of(old):
                return "The run goes on with its parameters, on other samples."
            return "The run goes on with its parameters."


def samples_of(configuration: Configuration) -> tuple[object, ...]:
    """What the samples depend on, where dataset and seed stay the same."""
    noise = configuration.noise if configuration.data.count is None else None
    return configuration.sample_count, configuration.train_count, noise


def lost_parameters(old: Configuration, new: Configuration) -> str | None:
    """What to say where the parameters that the run was to begin with do not fit any more."""
    if old.parameters is None or new.parameters is not None or old.sizes == new.sizes:
        return None
    return f"the parameters of {old.parameters.short_name} do not fit any more."


def what_follows(old: Configuration, new: Configuration) -> str | None:
    """What to say where a run has begun anew: what is to be seen in a preset; or what came along
    with other data, and why, and what did not."""
    if new_start(old, new) is None:
        return None
    for preset in PRESETS.values():
        if new == preset.configuration:
            return f"{preset.name}: {preset.description}. {preset.reason}"
    return None if data_of(new) == data_of(old) else what_data_bring(old, new)


def what_data_bring(old: Configuration, new: Configuration) -> str | None:
    """Which settings have followed the data, why, and which were kept."""
    by_hand = [field for field in set_by_hand(new) if has_effect(field, new)]
    followed = [
        field
        for field in FOLLOWING
        if getattr(new, field) != getattr(old, field)
        and field not in by_hand
        and has_effect(field, new)
    ]
    sentences = []
    if "loss" in followed and is_forced(old, new):
        followed.remove("loss")
        sentences.append(f"{new.data.name} has {targets_of(new)}: the loss is now {new.loss}.")
    if followed:
        sentences.append(
            f"{new.data.name} suggests {listed(followed, new)}: {new.data.suggestion.reason}."
        )
    if by_hand:
        sentences.append(f"Set by hand, so kept: {listed(by_hand, new)}.")
    sentences += [
        f"All as it was there: ctrl+p, preset: {preset.name}."
        for preset in PRESETS.values()
        if new.data.fixed and preset.configuration.dataset == new.dataset
    ]
    return " ".join(sentences) or None


def is_forced(old: Configuration, new: Configuration) -> bool:
    """Whether the old loss cannot stay, though it was set by hand, or whatever is suggested."""
    cannot_stay = old.loss not in losses_for(new.data)
    return cannot_stay and (new.data.has_several_classes or "loss" in set_by_hand(old))


def targets_of(configuration: Configuration) -> str:
    """What there is to be learned, as far as a loss may not go with it."""
    if configuration.task == "regression":
        return "numbers as targets, not classes"
    return f"{configuration.outputs} classes"


def has_effect(field: str, configuration: Configuration) -> bool:
    """Whether this setting is of any account here; of columns there are no features."""
    return field != "features" or configuration.input_names == configuration.features


def listed(fields: Iterable[str], configuration: Configuration) -> str:
    """These fields in words, such as `loss mse, L2 0.001`."""
    settings = (BY_FIELD[field] for field in fields)
    return ", ".join(f"{each.label} {each.text(configuration) or 'none'}" for each in settings)
