"""The bench that the worker stands at: the run, what commands do to it, and how things were."""
