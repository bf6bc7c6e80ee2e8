"""The thread that trains, and the two vocabularies that cross it."""
