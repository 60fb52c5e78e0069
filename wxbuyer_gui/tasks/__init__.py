"""Work off the main thread and its results back on it; QtCore only."""
