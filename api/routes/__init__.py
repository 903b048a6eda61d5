"""The endpoints, by resource: each parses, asks, shapes."""
