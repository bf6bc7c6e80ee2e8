"""Named starts: runs known from elsewhere, each a whole configuration with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from engine.run.configuration import Configuration
from engine.run.suggestions import configured


@dataclass(frozen=True)
class Preset:
    """A run to begin with."""

    name: str
    description: str
    """What it is, in a few words without a full stop."""
    reason: str
    """What is to be seen in it, in a sentence or two."""
    configuration: Configuration


PRESETS = {
    each.name: each
    for each in (
        Preset(
            "lecture",
            "the network of the lecture on its four examples",
            "Value by value, as it is built there. Forgetting zero_grad often wins here: four "
            "points are so easy that overshooting lands on the far side of them all.",
            configured(
                {
                    "dataset": "lecture",
                    "hidden": (4, 4),
                    "activation": "tanh",
                    "loss": "sse",
                    "learning_rate": 0.1,
                    "batch_size": None,
                    "l2": 0.0,
                    "engine": "scalar",
                    "initialization": "lecture",
                }
            ),
        ),
        Preset(
            "notebook",
            "micrograd's demo, number by number",
            "The same points and first parameters, so every loss is the one printed there: "
            "0.0110 and all points right in the hundredth step.",
            configured({"dataset": "notebook"}),
        ),
        Preset(
            "playground",
            "TensorFlow Playground as it opens",
            "Its rate of 0.03 is 0.015 here, since it halves each squared error; all else is as "
            "there.",
            configured(
                {
                    "dataset": "circles",
                    "samples": 500,
                    "noise": 0.0,
                    "hidden": (4, 2),
                    "activation": "tanh",
                    "loss": "mse",
                    "learning_rate": 0.015,
                    "batch_size": 10,
                    "l2": 0.0,
                    "initialization": "playground",
                }
            ),
        ),
        Preset(
            "xor",
            "the four points that no single neuron can tell apart",
            "Without the hidden layer it cannot be learned: no straight line has the two ones on "
            "one side and the two zeros on the other.",
            configured({"dataset": "xor-points"}),
        ),
    )
}
