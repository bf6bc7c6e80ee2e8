"""A graph of the scratchpad computed anew by PyTorch, in double: its result and its gradients."""

from __future__ import annotations

from typing import Any

import torch

from engine.graph.graph import Graph, Node

OPERATIONS = {
    "+": torch.add,
    "-": torch.sub,
    "*": torch.mul,
    "/": torch.div,
    "neg": torch.neg,
    "abs": torch.abs,
    "exp": torch.exp,
    "log": torch.log,
    "sqrt": torch.sqrt,
    "sin": torch.sin,
    "cos": torch.cos,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
}


def result_of(graph: Graph) -> float:
    result: float = tensors_of(graph)[-1].item()
    return result


def grads_of(graph: Graph) -> list[float]:
    """By node: d(result)/d(node)."""
    tensors = tensors_of(graph)
    tensors[-1].backward()
    return [0.0 if each.grad is None else each.grad.item() for each in tensors]


def tensors_of(graph: Graph) -> list[Any]:
    tensors: list[Any] = []
    for node in graph.nodes:
        tensor = tensor_of(node, tensors)
        if not node.is_leaf:
            tensor.retain_grad()
        tensors.append(tensor)
    return tensors


def tensor_of(node: Node, tensors: list[Any]) -> Any:
    if node.is_leaf:
        return torch.tensor(node.data, dtype=torch.float64, requires_grad=True)
    parents = [tensors[parent] for parent in node.parents]
    if node.operation.startswith("**"):
        return torch.pow(parents[0], float(node.operation.removeprefix("**")))
    return OPERATIONS[node.operation](*parents)
