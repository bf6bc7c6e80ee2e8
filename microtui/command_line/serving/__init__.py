"""What `microtui serve` makes of what was typed: a checked line for each visitor's program."""
