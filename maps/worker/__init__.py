"""The worker beside the service: it answers at its door at once, and does long work from a queue."""
