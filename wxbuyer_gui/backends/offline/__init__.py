"""A server with a copy of its buyers on this computer."""
