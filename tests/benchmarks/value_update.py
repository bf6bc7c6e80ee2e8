"""One full-batch update on scalars, as in micrograd's demo: max-margin loss and L2.

https://github.com/karpathy/micrograd/blob/master/demo.ipynb. It is written for any class `Value`
with micrograd's interface, so that ours and micrograd's build the same graph, node for node.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import Any

from engine.network.initialization import initial_parameters
from engine.run.configuration import Configuration
from engine.run.samples import load


class ValueUpdate:
    """Call it for an update; gives the loss before it."""

    def __init__(self, configuration: Configuration, value: type[Any]) -> None:
        # micrograd's backward recurses as deep as the graph is.
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 20_000))
        self.value = value
        self.configuration = configuration
        data = load(configuration)
        self.points = data.inputs[: data.train_count].tolist()
        self.targets = data.targets[: data.train_count].tolist()
        numbers = initial_parameters(configuration.sizes, configuration.seed).tolist()
        self.parameters = [value(number) for number in numbers]
        parameter = iter(self.parameters)
        self.layers = [
            [([next(parameter) for _ in range(nin)], next(parameter)) for _ in range(nout)]
            for nin, nout in pairwise(configuration.sizes)
        ]

    def score(self, x: list[Any]) -> Any:
        for layer in self.layers:
            x = [sum((wi * xi for wi, xi in zip(w, x, strict=True)), b) for w, b in layer]
            if layer is not self.layers[-1]:
                x = [each.relu() for each in x]
        return x[0]

    def __call__(self) -> float:
        inputs = [[self.value(number) for number in point] for point in self.points]
        scores = [self.score(x) for x in inputs]
        losses = [(1 + -yi * si).relu() for yi, si in zip(self.targets, scores, strict=True)]
        data_loss = sum(losses) * (1.0 / len(losses))
        loss = data_loss + self.configuration.l2 * sum(p * p for p in self.parameters)
        for p in self.parameters:
            p.grad = 0.0
        loss.backward()
        for p in self.parameters:
            p.data -= self.configuration.learning_rate * p.grad
        return float(loss.data)
