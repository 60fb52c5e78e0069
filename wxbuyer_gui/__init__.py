"""wxbuyer_gui: find, register and bind WeChat buyers at the counter of a shop."""

__version__ = "0.1.0"
