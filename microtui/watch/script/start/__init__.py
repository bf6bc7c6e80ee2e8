"""The folder that stands first in PYTHONPATH when a watched script starts; nothing else is in it,
so that the script finds nothing here that it would not find alone."""
