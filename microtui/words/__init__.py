"""Every sentence and every number as text."""
