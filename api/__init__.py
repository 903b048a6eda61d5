"""The answers: HTTP and the pages over the registry."""
