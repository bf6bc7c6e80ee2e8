"""Is the gradient right? Answers that know nothing of the chain rule."""
