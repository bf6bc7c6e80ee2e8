"""What `microtui learn` makes of a lesson's file."""
