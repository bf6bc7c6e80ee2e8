"""The same training written in PyTorch, as its users write it: the independent truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch

from engine.randomness import generator
from engine.run.beginning import first_parameters
from engine.run.configuration import Configuration
from engine.run.samples import load

ACTIVATIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": torch.nn.functional.leaky_relu,
    "elu": torch.nn.functional.elu,
    "sigmoid": torch.sigmoid,
    "linear": lambda x: x,
}


@dataclass(frozen=True)
class Outcome:
    """The loss of every update, and gradients and parameters after the last, flat."""

    losses: list[float]
    gradients: list[float]
    parameters: list[float]


def criterion(name: str, scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Of a batch; both have shape (batch,), or (batch, outputs) of several outputs."""
    match name:
        case "mse":
            return torch.nn.functional.mse_loss(scores, targets)
        case "sse":
            return torch.nn.functional.mse_loss(scores, targets, reduction="sum")
        case "hinge":
            return torch.nn.functional.relu(1.0 - targets * scores).mean()
        case "bce":
            return torch.nn.functional.binary_cross_entropy_with_logits(
                scores, (targets + 1.0) / 2.0
            )
        case "cross-entropy":
            # By the numbers of the classes, as its users mostly do.
            return torch.nn.functional.cross_entropy(scores, targets.argmax(dim=1))
    raise ValueError(name)


def optimizer_of(
    configuration: Configuration, parameters: list[torch.Tensor]
) -> torch.optim.Optimizer:
    rate = configuration.learning_rate
    match configuration.optimizer:
        case "sgd":
            return torch.optim.SGD(parameters, lr=rate)
        case "momentum":
            return torch.optim.SGD(parameters, lr=rate, momentum=0.9)
        case "adam":
            return torch.optim.Adam(parameters, lr=rate)
    raise ValueError(configuration.optimizer)


def flat(weights: list[torch.Tensor], biases: list[torch.Tensor]) -> list[float]:
    """Layer by layer, neuron by neuron: its weights, its bias."""
    layers = [
        torch.cat([w, b[:, None]], dim=1).ravel() for w, b in zip(weights, biases, strict=True)
    ]
    return [float(number) for number in torch.cat(layers)]


def run(configuration: Configuration, updates: int) -> Outcome:
    """Train on the engine's samples from its initial parameters, in its order."""
    torch.set_default_dtype(torch.float64)
    data = load(configuration)
    inputs = torch.tensor(data.inputs[: data.train_count])
    targets = torch.tensor(data.targets[: data.train_count])
    numbers = torch.tensor(first_parameters(configuration))
    weights, biases, start = [], [], 0
    for nin, nout in pairwise(configuration.sizes):
        layer = numbers[start : start + nout * (nin + 1)].reshape(nout, nin + 1)
        weights.append(layer[:, :-1].clone().requires_grad_())
        biases.append(layer[:, -1].clone().requires_grad_())
        start += nout * (nin + 1)
    parameters = [*weights, *biases]
    optimizer = optimizer_of(configuration, parameters)
    hidden = ACTIVATIONS[configuration.activation]
    output = ACTIVATIONS[configuration.output_activation]
    losses: list[float] = []
    epoch = 0
    while len(losses) < updates:
        order = np.arange(data.train_count)
        if configuration.batches > 1:
            order = generator(configuration.seed, "epoch", epoch).permutation(data.train_count)
        epoch += 1
        for batch in torch.split(torch.tensor(order), configuration.samples_per_update):
            if len(losses) == updates:
                break
            x = inputs[batch]
            for layer_index, (w, b) in enumerate(zip(weights, biases, strict=True)):
                x = torch.nn.functional.linear(x, w, b)
                x = hidden(x) if layer_index < len(weights) - 1 else output(x)
            scores = x[:, 0] if configuration.outputs == 1 else x
            loss = criterion(configuration.loss, scores, targets[batch])
            if configuration.l1 or configuration.l2:
                every = torch.cat([p.ravel() for p in parameters])
                loss = (
                    loss
                    + configuration.l1 * every.abs().sum()
                    + configuration.l2 * (every**2).sum()
                )
            if configuration.zero_grad:
                optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    gradients = flat([w.grad for w in weights], [b.grad for b in biases])
    return Outcome(losses, gradients, flat([w.data for w in weights], [b.data for b in biases]))
