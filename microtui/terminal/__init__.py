"""All that knows what a terminal is, and all that touches what Textual keeps private."""
