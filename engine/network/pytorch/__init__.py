"""The third form of the network: PyTorch's own. Nothing else in the engine imports torch."""
