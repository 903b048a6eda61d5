"""Runs: coverage worked out for one question, its figures, and what is kept of it."""
