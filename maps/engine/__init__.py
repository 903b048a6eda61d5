"""Coverage worked out: arrays in, arrays out; knows no database, no frame and no drawing."""
