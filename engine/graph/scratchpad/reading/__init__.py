"""What was typed, made sure of: its words, their order, and what to type in place of the rest."""
