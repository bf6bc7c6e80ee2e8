"""One full-batch update in PyTorch, eager, as its users write it: hinge loss and L2."""

from __future__ import annotations

from itertools import pairwise

import torch

from engine.network.initialization import initial_parameters
from engine.run.configuration import Configuration
from engine.run.samples import load


class PyTorchUpdate:
    """Call it for an update; gives the loss before it.

    The penalty is part of the loss, as in micrograd's demo; or, with `weight_decay`, it is left to
    the optimizer, which is the least work, and the loss comes without it.
    """

    def __init__(self, configuration: Configuration, *, weight_decay: bool = False) -> None:
        torch.set_num_threads(1)
        data = load(configuration)
        self.x = torch.tensor(data.inputs[: data.train_count])
        self.targets = torch.tensor(data.targets[: data.train_count])
        layers: list[torch.nn.Module] = []
        for nin, nout in pairwise(configuration.sizes):
            layers += [torch.nn.Linear(nin, nout, dtype=torch.float64), torch.nn.ReLU()]
        self.model = torch.nn.Sequential(*layers[:-1])
        numbers = torch.tensor(initial_parameters(configuration.sizes, configuration.seed))
        start = 0
        for layer in layers[::2]:
            assert isinstance(layer, torch.nn.Linear)
            nout, nin = layer.weight.shape
            rows = numbers[start : start + nout * (nin + 1)].reshape(nout, nin + 1)
            with torch.no_grad():
                layer.weight.copy_(rows[:, :-1])
                layer.bias.copy_(rows[:, -1])
            start += nout * (nin + 1)
        self.l2 = 0.0 if weight_decay else configuration.l2
        self.optimizer = torch.optim.SGD(
            self.model.parameters(),
            lr=configuration.learning_rate,
            weight_decay=2.0 * configuration.l2 if weight_decay else 0.0,
        )

    def __call__(self) -> float:
        scores = self.model(self.x)[:, 0]
        loss = torch.relu(1.0 - self.targets * scores).mean()
        if self.l2:
            loss = loss + self.l2 * sum((p * p).sum() for p in self.model.parameters())
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return float(loss.item())
