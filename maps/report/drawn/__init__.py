"""What a pack draws: the district's map, the small maps of gaps, the curve of the hours."""
