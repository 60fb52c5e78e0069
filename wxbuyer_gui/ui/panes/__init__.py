"""The fixed areas of the main window."""
