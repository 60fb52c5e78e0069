"""Which keys mean something on the screen, and what."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QMenuBar, QWidget

from tests.ui.window.seeing import shown
from wxbuyer_gui.ui.widgets.key_cap import KeyCap


def claimed_twice(window: QWidget) -> dict[str, list[str]]:
    """Key → its claimants, where there are several."""
    return {keys: claims for keys, claims in keys_in_force(window).items() if len(claims) > 1}


def offered_in_vain(window: QWidget) -> list[str]:
    """Keys that the status line names though their command is off."""
    named = [cap.accessibleName() for cap in shown(window) if isinstance(cap, KeyCap)]
    off = [action for action in window.findChildren(QAction) if not action.isEnabled()]
    spoken = {keys.toString().replace("+", " ") for action in off for keys in action.shortcuts()}
    return [name for name in named if any(name.startswith(f"{keys} ") for keys in spoken)]


def keys_in_force(window: QWidget) -> dict[str, list[str]]:
    """Key → what claims it on the screen: commands, shortcuts, and mnemonics of what can be seen."""
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for action in window.findChildren(QAction):
        if action.associatedObjects() and not isinstance(action.parent(), QMenu):
            for keys in action.shortcuts():
                claims[keys.toString()].append(action.objectName())
    for shortcut in window.findChildren(QShortcut):
        parent = shortcut.parent()
        if isinstance(parent, QWidget) and parent.isVisible():
            claims[shortcut.key().toString()].append(type(parent).__name__)
    for text in _labelled(window):
        keys = QKeySequence.mnemonic(text).toString()
        if keys:
            claims[keys].append(text)
    return claims


def _labelled(window: QWidget) -> list[str]:
    found = [action.text() for bar in window.findChildren(QMenuBar) for action in bar.actions()]
    found += [widget.text() for widget in shown(window) if isinstance(widget, QAbstractButton)]
    return found + [widget.text() for widget in shown(window) if isinstance(widget, QLabel) and widget.buddy()]
