"""Work that is done by a process of its own: a window keeps its interpreter to itself, and goes on being painted."""

COMMAND = "apart"
"""What this program is told to be such a process."""
