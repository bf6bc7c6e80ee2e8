"""An automatic-differentiation engine small enough to read, and the training around it."""

from engine.nn import MLP, Layer, Module, Neuron
from engine.value import Value

__all__ = ["MLP", "Layer", "Module", "Neuron", "Value"]
