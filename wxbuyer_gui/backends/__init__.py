"""Backends: one interface (base), its implementations, and the factory that opens one by URL."""
