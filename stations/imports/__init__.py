"""Real lists brought in: stations, districts, census; every row accounted for."""
