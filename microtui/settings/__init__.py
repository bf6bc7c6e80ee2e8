"""Every setting in the words of its reader: typed, read from a file, checked."""
