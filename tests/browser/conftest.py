"""What all tests in a browser begin with; it stands in tests/support, where mypy reads it."""

from in_a_browser import browser, comes, serve, server, visitor

__all__ = ["browser", "comes", "serve", "server", "visitor"]
