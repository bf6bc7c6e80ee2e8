"""What findings are called, and what has been looked for where there are none."""

from __future__ import annotations

from microtui.watch.finding import Finding, Kind
from microtui.words.watch.sighting import Sighting, counted

TITLES: dict[Kind, str] = {
    "no_zero_grad": "No zero_grad between steps",
    "optimizer_forgotten": "zero_grad forgotten for one optimizer",
    "zero_grad_before_step": "zero_grad between backward and step",
    "gradients_thrown_away": "Gradients thrown away",
    "no_gradient": "A parameter that never gets a gradient",
    "not_in_optimizer": "A parameter in no optimizer",
    "loss_not_finite": "The loss is not finite",
    "loss_rises": "The loss only rises",
    "weights_not_changing": "Weights that do not change",
}


def title_of(finding: Finding) -> str:
    return TITLES.get(finding.kind, finding.kind.replace("_", " "))


LOOKED_FOR = (
    "Looked for: gradients that a step used already, gradients cleared before any step used them, "
    "parameters without a gradient or an optimizer, weights that stay as they are, a loss that "
    "rises or is not finite."
)


def looked_for(sighting: Sighting) -> list[str]:
    """Where nothing is wrong: how sure that is, and what has been looked at."""
    reading = sighting.reading
    if not reading.backwards:
        return ["Nothing to find yet: no backward has run."]
    so_far = "" if sighting.has_ended else " so far"
    return [
        f"Nothing wrong{so_far}, in {counted(reading.backwards, 'backward')} and "
        f"{counted(reading.steps, 'step')}, with {counted(reading.tensor_count, 'tensor')} in "
        f"{counted(len(reading.optimizers), 'optimizer')}.",
        LOOKED_FOR,
    ]
