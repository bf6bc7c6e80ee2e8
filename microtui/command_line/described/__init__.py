"""From a typed line to the run that it describes, or goes on with."""
