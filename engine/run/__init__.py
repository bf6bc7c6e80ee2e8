"""One run: what decides it, where it stands, how it went."""
