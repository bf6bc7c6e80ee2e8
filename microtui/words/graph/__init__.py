"""What is said of a graph: of its nodes, and of the chain rule as it goes through them."""
