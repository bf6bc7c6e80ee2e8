"""All figures. A new one is an entry in the file of what it is of."""

from __future__ import annotations

from microtui.course.figures import curve, graph, network, parameters, run, scratchpad, screen
from microtui.course.figures.figure import Figure

GROUPS: dict[str, tuple[Figure, ...]] = {
    "The run": run.FIGURES,
    "The loss curve": curve.FIGURES,
    "A parameter": parameters.FIGURES,
    "The network": network.FIGURES,
    "The graph": graph.FIGURES,
    "The scratchpad": scratchpad.FIGURES,
    "The screen": screen.FIGURES,
}

FIGURES: dict[str, Figure] = {
    figure.name: figure for figures in GROUPS.values() for figure in figures
}

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    base: tuple(name.partition(".")[2] for name in FIGURES if name.startswith(f"{base}."))
    for base in dict.fromkeys(name.partition(".")[0] for name in FIGURES if "." in name)
}
"""Of `node` and `parameter`, what one may ask for: `data`, `grad` and so on."""
