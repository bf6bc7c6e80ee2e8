"""What the panel of a lesson says, from how far the lesson is."""
