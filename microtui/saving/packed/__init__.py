"""The parts of a run as arrays, and as what JSON can hold."""
