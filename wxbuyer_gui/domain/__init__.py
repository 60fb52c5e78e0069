"""Pure Python, no I/O: what the counter knows about buyers, members, phones, names and errors."""
