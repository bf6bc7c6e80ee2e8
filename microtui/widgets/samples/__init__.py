"""How the samples are drawn: each in a line, as a picture, and counted by class."""
