"""The backend on the vendor's HTTP API, or on our own server that speaks it."""
