"""A program for each visitor, in a process of its own, and the pipe between it and the server."""
