"""One HTML page with a map, and nothing from outside."""
