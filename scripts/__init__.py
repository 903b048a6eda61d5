"""The doors: the command line, one file a command."""
