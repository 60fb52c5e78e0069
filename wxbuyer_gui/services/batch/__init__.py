"""Batch binding for managers: many buyers bound to members that exist, each by a write of its own."""
