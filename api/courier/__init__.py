"""The courier's pages: what they say, what they show of a station, where they hand over to a map app."""
