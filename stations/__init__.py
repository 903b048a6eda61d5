"""The registry: what is known about rest stations, and every question asked of it."""
