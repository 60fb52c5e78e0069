"""Backends: one interface (base), its implementations, and the factory that opens one by URL."""

from __future__ import annotations

from wxbuyer_gui.backends.factory import Source, open_backend, open_source

__all__ = ["Source", "open_backend", "open_source"]
