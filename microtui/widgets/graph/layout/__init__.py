"""Where the boxes of a graph stand on a grid of cells, left to right, and how the lines run."""
