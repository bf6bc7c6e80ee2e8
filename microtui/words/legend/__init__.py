"""Every sign and colour on the screen, named."""
