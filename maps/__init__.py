"""The picture: coverage computed, then drawn, then printed."""
