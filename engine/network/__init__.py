"""The network in its two forms, and what moves its parameters."""
