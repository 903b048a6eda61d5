"""OpenStreetMap files read into arrays of streets, by a process of its own; knows no graph."""
