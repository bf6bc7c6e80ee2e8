"""The decision map: a field, the samples on top of it, and what stands where colours do not."""
