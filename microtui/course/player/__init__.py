"""Going through a lesson: what is asked and told, and when; nothing of it knows a screen."""
