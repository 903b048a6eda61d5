"""What goes in and what comes out over HTTP, by resource."""
