"""The graph behind a result, node by node, and the walk of the chain rule through it."""
