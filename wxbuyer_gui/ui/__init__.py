"""The window: panes, dialogs, models and widgets around an injected session."""
