"""How the network pane is laid out and drawn."""
