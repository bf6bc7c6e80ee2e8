"""The leaves that a loss was computed from."""

from __future__ import annotations

from typing import Any


def leaf_node(torch: Any) -> Any:
    """The class of the nodes at which gradients are put into `.grad`."""
    with torch.enable_grad():
        return type(torch.empty(0, requires_grad=True).view(0).grad_fn.next_functions[0][0])


def leaves_behind(root: Any, leaf_node: Any) -> list[Any]:
    """By way of the graph, which holds them all; nothing of it is kept."""
    if root.grad_fn is None:
        return [root] if root.requires_grad else []
    levels = []
    seen = {root.grad_fn}
    nodes = [root.grad_fn]
    while nodes:
        levels.append([node.variable for node in nodes if node.__class__ is leaf_node])
        below = []
        for node in nodes:
            for following, _ in node.next_functions:
                if following is not None and following not in seen:
                    seen.add(following)
                    below.append(following)
        nodes = below
    # The first layer is the farthest from the loss.
    return [leaf for level in reversed(levels) for leaf in level]
