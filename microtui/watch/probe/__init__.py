"""What looks on a PyTorch training loop: the only room of the watch that knows PyTorch, which it
never imports before the script has."""
