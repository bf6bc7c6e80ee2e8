"""The scratchpad: lines typed as in the lecture, their graph, and what moving a number does."""
