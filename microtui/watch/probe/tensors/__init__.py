"""The tensors that gradients arrive at: which there are, and what the script calls them."""
