"""What happens in the watched script's own process: it runs as Python runs it, and this looks on
beside it, from when it imports PyTorch."""
