"""Small painted parts that the panes and dialogs share."""
