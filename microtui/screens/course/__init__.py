"""The course on the screen: a lesson beside what it is about."""
