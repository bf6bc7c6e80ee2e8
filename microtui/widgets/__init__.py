"""What is on the screen, a file for each thing; widgets draw snapshots and know of nothing else."""
