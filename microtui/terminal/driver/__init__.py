"""The way to the terminal and back: what is written, what comes in, and who has it."""
