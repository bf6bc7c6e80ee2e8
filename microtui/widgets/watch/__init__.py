"""The panes of a watched loop."""
