"""The run that `killed_run.py` trains."""

from engine.run.configuration import Configuration

CONFIGURATION = Configuration(
    samples=60, hidden=(6, 4), batch_size=7, optimizer="adam", learning_rate=0.01, l2=0.001
)
UPDATES_PER_SAVE = 3
