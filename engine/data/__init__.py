"""What there is to learn: samples made by formulas, or read by the caller."""
