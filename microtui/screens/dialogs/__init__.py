"""What asks for an answer, a dialog a file."""
