"""Qt item models holding finished rows."""
