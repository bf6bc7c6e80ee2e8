"""Whether a lesson says what is so: it is played without a screen, and held against its run."""
