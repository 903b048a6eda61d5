"""The map of a run: bands, districts, gaps and stations, as a page that opens offline and as print."""
