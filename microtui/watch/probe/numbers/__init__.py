"""What is computed from tensors in looking on: nothing of it is ever part of the graph, and no
tensor of the script is changed."""
