"""Buyers and members in from files, and out to files: trial run first, one transaction or none."""
