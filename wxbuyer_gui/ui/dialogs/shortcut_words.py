"""Which keys do what: the commands from their table, and the keys that are no commands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

from wxbuyer_gui.ui.actions import COMMANDS, Actions, Menu

_CONTEXT = "ShortcutWords"
_MNEMONIC = re.compile(r"&([A-Za-z0-9])")  # others are on no keyboard
_BRACKETED = re.compile(r"\(&\w\)")  # how a language without Latin letters carries its mnemonic

_HEADINGS = (
    QT_TRANSLATE_NOOP("ShortcutWords", "Search box"),
    QT_TRANSLATE_NOOP("ShortcutWords", "List of results"),
    QT_TRANSLATE_NOOP("ShortcutWords", "Forms"),
)
_OTHERS: tuple[tuple[tuple[object, tuple[str, ...]], ...], ...] = (
    (
        (QT_TRANSLATE_NOOP("ShortcutWords", "Open the only buyer, else go into the list"), ("Return",)),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Register, where nobody has this phone"), ("Return",)),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Into the list"), ("Down",)),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Recent searches"), ("Alt+Down",)),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Empty the box"), ("Esc",)),
    ),
    (
        (QT_TRANSLATE_NOOP("ShortcutWords", "Next or last buyer"), ("Up", "Down")),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Into the details"), ("Return",)),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Everything that can be done"), ("Menu", "Shift+F10")),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Back to the search box"), ("Esc",)),
    ),
    (
        (QT_TRANSLATE_NOOP("ShortcutWords", "Next field"), ("Return", "Tab")),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Field before"), ("Shift+Tab",)),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Save"), ("Ctrl+Return",)),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Undo typing"), ("Ctrl+Z",)),
        (QT_TRANSLATE_NOOP("ShortcutWords", "Close"), ("Esc",)),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What is done, and by which keys, in the words on the caps."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


def groups(actions: Actions) -> tuple[Group, ...]:
    """Everything, in the window's language."""
    return (*_command_groups(actions), *_other_groups())


def about(needle: str, content: tuple[Group, ...]) -> tuple[Group, ...]:
    """The lines that do ``needle`` or have it among their keys, and whole groups that are called so."""
    wanted = needle.casefold()
    keys = wanted.replace("+", " ")
    found = []
    for group in content:
        if wanted in group.heading.casefold():
            found.append(group)
            continue
        lines = tuple(
            line
            for line in group.lines
            if wanted in line.text.casefold() or any(keys in each.casefold() for each in line.keys)
        )
        if lines:
            found.append(replace(group, lines=lines))
    return tuple(found)


def cap(keys: str) -> str:
    """The words on a key cap: "Ctrl N" for "Ctrl+N", as this system writes it; Enter and the arrows as on the keys."""
    sequence = QKeySequence(keys)
    sign = _SIGNS.get(sequence.toString(QKeySequence.SequenceFormat.PortableText))
    return sign or sequence.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")


_SIGNS = {
    "Up": "↑",
    "Down": "↓",
    "Return": "Enter",
    "Ctrl+Return": "Ctrl Enter",
    "Ctrl+,": "Ctrl ,",
    "Alt+Down": "Alt ↓",
}


def _command_groups(actions: Actions) -> list[Group]:
    found = []
    for menu in Menu:
        titles = actions.menu_titles(menu)
        lines = []
        for command in COMMANDS:
            if command.menu is menu:
                text = actions[command.name].text()
                lines.append(Line(_plain(text), _keys(command.keys, titles, text)))
        found.append(Group(_plain(titles[-1]), tuple(lines)))
    return found


def _keys(keys: tuple[str, ...], titles: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The command's own keys, or the way through the menus by their letters."""
    if keys:
        return tuple(map(cap, keys))
    letters = [match.group(1).upper() for title in (*titles, text) if (match := _MNEMONIC.search(title))]
    whole = len(letters) == len(titles) + 1
    return (f"Alt {', '.join(letters)}",) if whole else ()


def _other_groups() -> list[Group]:
    return [
        Group(
            QCoreApplication.translate(_CONTEXT, heading),
            tuple(Line(QCoreApplication.translate(_CONTEXT, text), tuple(map(cap, keys))) for text, keys in lines),
        )
        for heading, lines in zip(_HEADINGS, _OTHERS, strict=True)
    ]


def _plain(text: str) -> str:
    """Words of a menu without mnemonic and dots."""
    return _BRACKETED.sub("", text).replace("&", "").removesuffix("…")
