"""What each column holds, which of them are learned from, and which is learned."""
