"""When the screen is drawn, and how much of it, so that keys do not wait for frames."""
