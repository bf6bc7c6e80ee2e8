"""The one exception the engine raises for a mistake that a person can mend."""


class ConfigurationError(ValueError):
    """A setting that cannot work; its text is one sentence: what is wrong, what is right."""
