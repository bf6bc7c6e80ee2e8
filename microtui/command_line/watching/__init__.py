"""What `microtui watch` does around somebody's script."""
