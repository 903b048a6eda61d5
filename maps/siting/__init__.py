"""Where the next stations should stand: arrays in, plans out, each with a proven bound on what any plan could reach."""
