"""Neuron, Layer and MLP as the lecture has them."""

from __future__ import annotations

import math

import pytest

from engine import MLP, Layer, Neuron, Value
from engine.errors import ConfigurationError


def test_a_neuron_is_tanh_of_weighted_sum_and_bias() -> None:
    neuron = Neuron(2)
    for parameter, number in zip(neuron.parameters(), [-3.0, 1.0, 6.8813735870195432], strict=True):
        parameter.data = number
    assert neuron([2.0, 0.0]).data == pytest.approx(math.sqrt(0.5))


def test_parameters_are_weights_then_bias_neuron_by_neuron() -> None:
    layer = Layer(3, 2)
    first, second = layer.neurons
    assert layer.parameters() == [*first.w, first.b, *second.w, second.b]


def test_one_output_comes_unwrapped_and_several_as_a_list() -> None:
    assert isinstance(Layer(3, 1)([1.0, 2.0, 3.0]), Value)
    outputs = MLP(3, [4, 2])([1.0, 2.0, 3.0])
    assert isinstance(outputs, list)
    assert len(outputs) == 2


def test_the_lectures_mlp_has_41_parameters_between_minus_one_and_one() -> None:
    parameters = MLP(3, [4, 4, 1]).parameters()
    assert len(parameters) == 41
    assert all(-1.0 <= parameter.data <= 1.0 for parameter in parameters)


def test_tanh_everywhere_unless_told_otherwise() -> None:
    named = [layer.neurons[0].activation.name for layer in MLP(3, [4, 4, 1]).layers]
    assert named == ["tanh", "tanh", "tanh"]
    mixed = MLP(3, [4, 4, 1], activation="relu", output_activation="linear")
    assert [layer.neurons[0].activation.name for layer in mixed.layers] == [
        "relu",
        "relu",
        "linear",
    ]


def test_the_lectures_training_loop_fits_the_lectures_examples() -> None:
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]
    n = MLP(3, [4, 4, 1])
    losses = []
    for _ in range(100):
        ypred = [n(x) for x in xs]
        loss = sum((yout - ygt) ** 2 for ygt, yout in zip(ys, ypred, strict=True))
        losses.append(loss.data)
        for p in n.parameters():
            p.grad = 0.0
        loss.backward()
        for p in n.parameters():
            p.data += -0.05 * p.grad
    assert losses[-1] < 0.2 * losses[0]


def test_zero_grad_clears_every_gradient() -> None:
    network = MLP(2, [3, 1])
    output = network([1.0, 2.0])
    assert isinstance(output, Value)
    output.backward()
    assert any(parameter.grad for parameter in network.parameters())
    network.zero_grad()
    assert not any(parameter.grad for parameter in network.parameters())


def test_a_wrong_number_of_inputs_is_said_so() -> None:
    with pytest.raises(ValueError, match="takes 3 inputs, got 2"):
        MLP(3, [1])([1.0, 2.0])


def test_an_unknown_activation_is_said_so() -> None:
    with pytest.raises(ConfigurationError, match="activation must be one of tanh, relu"):
        Neuron(2, "tanhh")
