"""What a file holds, as text: found, unpacked, recognised and decoded."""
