"""Forms and sheets that float over the window."""
