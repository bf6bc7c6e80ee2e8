"""What a run can be taken along as."""
