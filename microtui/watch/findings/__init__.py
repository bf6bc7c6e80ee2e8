"""From what happens in a training loop to what is wrong with it; knows nothing of PyTorch."""
