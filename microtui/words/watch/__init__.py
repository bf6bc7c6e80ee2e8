"""What is said of somebody's own training loop: its state, its gradients, what is wrong with it."""
