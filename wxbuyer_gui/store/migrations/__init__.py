"""Schema steps, run by store/engine.py; one module a step."""
