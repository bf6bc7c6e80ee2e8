"""The lesson beside what it is about: its panel, and all that is in it."""
