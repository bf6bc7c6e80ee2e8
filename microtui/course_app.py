"""The application with a lesson beside it."""
