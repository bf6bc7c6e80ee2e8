"""The figures that a lesson may name: `loss`, `node("b").grad`. Each is a number, a condition or a
text, read from a `Moment`."""
