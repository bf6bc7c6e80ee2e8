"""Somebody's own PyTorch training loop, looked on at: what happens to its gradients, and what is
wrong with that."""

from microtui.watch.own_code import watch

__all__ = ["watch"]
