"""What happens in a loop, each moment by itself: forward, backward, zero_grad, step."""
