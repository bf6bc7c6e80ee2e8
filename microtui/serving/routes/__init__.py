"""What a browser may ask for, an address a file."""
