"""From the text of a file to a lesson; every mistake in it gets a sentence with its line."""
