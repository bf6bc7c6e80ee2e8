"""What a shell is offered for a line that is being typed."""
