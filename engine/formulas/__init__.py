"""Every formula once, for both forms of the network: floats and arrays."""
