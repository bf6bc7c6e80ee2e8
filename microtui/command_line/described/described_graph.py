"""The graph that a command line describes: of an expression, or of one sample of a run."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import ConfigurationError, require_whole
from engine.graph.sample_graph import batch_samples, sample_walk
from engine.graph.scratchpad.examples import example_named
from engine.graph.scratchpad.program import ScratchpadError, evaluate
from engine.graph.walk import Walk
from engine.training import Training
from microtui.command_line.described.expression_text import ExpressionText, expression_text

DEFAULT_EXAMPLE = "lecture"

NODES_PER_PARAMETER = 3
"""The parameter itself, its product and the sum that takes it in; all else hardly counts."""

MOST_NODES = 20_000
"""Of a network, unfolded: far more than anybody reads, and a second's work."""


@dataclass(frozen=True)
class DescribedGraph:
    """A graph, and the walk that leaves its gradients in it."""

    walk: Walk
    result_name: str
    """Empty where it has none."""


def described_text(typed: str | None, example: str | None) -> ExpressionText:
    """The lines that were typed, or those of an example.

    Raises `ConfigurationError` where there is no such example, or a file cannot be read.
    """
    if typed is not None:
        return expression_text(typed)
    name = DEFAULT_EXAMPLE if example is None else example
    return ExpressionText(example_named(name).text, "")


def graph_of_text(expression: ExpressionText) -> DescribedGraph:
    """Raises `ConfigurationError` with what is wrong in the lines, and in which file."""
    try:
        evaluated = evaluate(expression.text)
    except ScratchpadError as error:
        if not expression.source:
            raise
        raise ConfigurationError(f"{expression.source}, {error}") from None
    return DescribedGraph(Walk(evaluated.graph), evaluated.result_name)


def sample_of(training: Training, chosen: int | None) -> int:
    """The number of the chosen sample, or of the first one of the batch under way.

    Raises `ConfigurationError` where there is no such sample.
    """
    if chosen is None:
        return int(batch_samples(training)[0])
    require_whole("sample", chosen, 0, len(training.data.targets) - 1)
    return chosen


def graph_of_run(training: Training, sample: int) -> DescribedGraph:
    """That of this sample, unfolded whole; raises `ConfigurationError` where that is very large.

    With the mistake by which backward overwrites, grads are what it makes of them.
    """
    configuration = training.configuration
    nodes = NODES_PER_PARAMETER * configuration.parameter_count
    if nodes > MOST_NODES:
        raise ConfigurationError(
            f"the graph of the network {'-'.join(map(str, configuration.sizes))} has some "
            f"{nodes:,} nodes, and at most {MOST_NODES:,} are printed: describe a smaller network, "
            "such as --hidden 4,4"
        )
    walk = sample_walk(training, sample)
    return DescribedGraph(walk, walk.graph.result.name)
