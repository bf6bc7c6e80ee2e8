"""A graph of values for other programs: its numbers as JSON, its drawing as Graphviz source."""
