"""How a laid-out graph is drawn: its boxes, its lines, its small map."""
