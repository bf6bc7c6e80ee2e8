"""The graph of one sample of the run, as the screen asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.training import Training

if TYPE_CHECKING:
    from engine.graph.walk import Walk

MOST_PARAMETERS = 5_000
"""Of a network whose graph is shown: two or three nodes are one parameter's."""

MOST_LIVE = 600
"""Of one whose graph is made anew at each frame while it trains."""


@dataclass(frozen=True)
class GraphRequest:
    """Which sample the graph is to be of."""

    place: int = 0
    """Its place in the batch under way, from 0; what is beyond its ends begins anew."""
    sample: int | None = None
    """The number of a sample, whichever batch it is in; None takes the one at that place."""


@dataclass(frozen=True, eq=False, repr=False)
class RunGraph:
    """The graph of one sample at the parameters as they are, and where it comes from."""

    walk: Walk | None
    """Through the graph; None where the network is too large for one."""
    sample: int
    place: int | None
    """Where in the batch under way it stands, from 0; None for a sample that is not in it."""
    batch_size: int


def run_graph_of(training: Training, request: GraphRequest, *, is_playing: bool) -> RunGraph | None:
    """None where it would take too long to make another one for each frame."""
    # Imported when somebody first looks at a graph.
    from engine.graph.sample_graph import batch_samples, sample_walk

    if is_playing and training.configuration.parameter_count > MOST_LIVE:
        return None
    samples = batch_samples(training).tolist()
    sample = request.sample
    if sample is None or sample not in range(len(training.data.targets)):
        sample = samples[request.place % len(samples)]
    configuration = training.configuration
    return RunGraph(
        walk=sample_walk(training, sample)
        if configuration.parameter_count <= MOST_PARAMETERS
        else None,
        sample=sample,
        place=samples.index(sample) if sample in samples else None,
        batch_size=len(samples),
    )
