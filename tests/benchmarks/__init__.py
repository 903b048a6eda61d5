"""Benchmarks: run by `make bench`, reported as ratios taken side by side in one run, never asserted."""
