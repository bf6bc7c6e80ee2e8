"""Neurons, layers and a multilayer perceptron, made of `Value`s: the lecture's neural network.

A. Karpathy, "The spelled-out intro to neural networks and backpropagation: building micrograd".
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from engine.formulas.activations import activation_named
from engine.value import Value

Inputs = Sequence[Value | float] | Sequence[Value] | Sequence[float]


class Module:
    """Something with parameters to train."""

    def parameters(self) -> list[Value]:
        return []

    def zero_grad(self) -> None:
        """Forget all gradients. Without this, the next backward adds to them."""
        for parameter in self.parameters():
            parameter.grad = 0.0


class Neuron(Module):
    """activation(w · x + b), with weights and bias drawn from -1 .. 1."""

    def __init__(self, nin: int, activation: str = "tanh") -> None:
        self.w = [Value(random.uniform(-1.0, 1.0)) for _ in range(nin)]
        self.b = Value(random.uniform(-1.0, 1.0))
        self.activation = activation_named(activation)

    def __call__(self, x: Inputs) -> Value:
        """`x` holds `nin` numbers."""
        if len(x) != len(self.w):
            raise ValueError(f"this neuron takes {len(self.w)} inputs, got {len(x)}")
        weighted_sum = sum((wi * xi for wi, xi in zip(self.w, x, strict=True)), self.b)
        return weighted_sum.activate(self.activation)

    def parameters(self) -> list[Value]:
        return [*self.w, self.b]


class Layer(Module):
    """`nout` neurons that see the same `nin` inputs."""

    def __init__(self, nin: int, nout: int, activation: str = "tanh") -> None:
        self.neurons = [Neuron(nin, activation) for _ in range(nout)]

    def outputs(self, x: Inputs) -> list[Value]:
        return [neuron(x) for neuron in self.neurons]

    def __call__(self, x: Inputs) -> Any:
        """A list of outputs, each a `Value`; a single one comes unwrapped, as in the lecture."""
        outputs = self.outputs(x)
        return outputs[0] if len(outputs) == 1 else outputs

    def parameters(self) -> list[Value]:
        return [parameter for neuron in self.neurons for parameter in neuron.parameters()]


class MLP(Module):
    """A multilayer perceptron: `MLP(3, [4, 4, 1])` has 3 inputs, two hidden layers and 1 output.

    tanh everywhere unless told otherwise; `output_activation` is that of the last layer.
    """

    def __init__(
        self,
        nin: int,
        nouts: Sequence[int],
        activation: str = "tanh",
        output_activation: str | None = None,
    ) -> None:
        last = activation if output_activation is None else output_activation
        activations = [activation] * (len(nouts) - 1) + [last]
        sizes = [nin, *nouts]
        self.layers = [Layer(*shape) for shape in zip(sizes, nouts, activations, strict=False)]

    def outputs(self, x: Inputs) -> list[Value]:
        outputs = self.layers[0].outputs(x)
        for layer in self.layers[1:]:
            outputs = layer.outputs(outputs)
        return outputs

    def __call__(self, x: Inputs) -> Any:
        """A list of outputs, each a `Value`; a single one comes unwrapped, as in the lecture."""
        outputs = self.outputs(x)
        return outputs[0] if len(outputs) == 1 else outputs

    def parameters(self) -> list[Value]:
        return [parameter for layer in self.layers for parameter in layer.parameters()]
