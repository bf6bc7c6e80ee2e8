"""A graph as JSON: every node with its numbers, each behind those that it was made from."""

from __future__ import annotations

import json
from collections.abc import Sequence

from engine.graph.graph import Graph
from microtui.exports.state_json import finite


def graph_json(graph: Graph, grads: Sequence[float], result_name: str) -> str:
    """One object. A node's `id` is its place in the list, and `parents` has an entry for each use.

    The operation of a leaf is empty, as it is in `Value`; a name that there is not is null.
    """
    nodes = [
        {
            "id": number,
            "name": node.name or None,
            "operation": node.operation,
            "data": node.data,
            "grad": grad,
            "parents": [
                {"id": parent, "derivative": derivative}
                for parent, derivative in zip(node.parents, node.derivatives, strict=True)
            ],
        }
        for number, (node, grad) in enumerate(zip(graph.nodes, grads, strict=True))
    ]
    # Numbers are written so that they read back bit for bit; what is not finite becomes null.
    return json.dumps(finite({"result": result_name or None, "nodes": nodes}))
