"""The district pack: what one run found, as files an office hands upward."""
