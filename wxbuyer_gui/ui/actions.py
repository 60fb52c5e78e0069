"""Every command of the window in one table: its words, keys, icon and menu; the handler is given by the window.

Two shortcuts on one key make Qt fire neither, and words that are not in a menu are never found: one table keeps both
promises, and a test reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from wxbuyer_gui.ui.widgets.icons import Icons

_CONTEXT = "Actions"


class Menu(StrEnum):
    """The menus of the header row, in their order, and the two submenus of View."""

    FILE = "file"
    EDIT = "edit"
    BUYER = "buyer"
    VIEW = "view"
    THEME = "theme"
    LANGUAGE = "language"
    HELP = "help"


_MENUS = {
    Menu.FILE: QT_TRANSLATE_NOOP("Actions", "&File"),
    Menu.EDIT: QT_TRANSLATE_NOOP("Actions", "&Edit"),
    Menu.BUYER: QT_TRANSLATE_NOOP("Actions", "&Buyer"),
    Menu.VIEW: QT_TRANSLATE_NOOP("Actions", "&View"),
    Menu.THEME: QT_TRANSLATE_NOOP("Actions", "&Theme"),
    Menu.LANGUAGE: QT_TRANSLATE_NOOP("Actions", "&Language"),
    Menu.HELP: QT_TRANSLATE_NOOP("Actions", "&Help"),
}
_SUBMENUS = (Menu.THEME, Menu.LANGUAGE)


class Command(NamedTuple):
    """One command. ``choice`` marks a checkable entry of which exactly one in its menu is on; ``always`` one that lives
    while nobody is signed in. ``reach`` says in which windows its keys work.
    """

    name: str
    text: str
    menu: Menu
    keys: tuple[str, ...] = ()
    icon: str = ""
    begins_group: bool = False
    choice: bool = False
    always: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    reach: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut


COMMANDS: tuple[Command, ...] = (
    Command("import", QT_TRANSLATE_NOOP("Actions", "&Import…"), Menu.FILE, ("Ctrl+O",), "file-spreadsheet"),
    Command("export", QT_TRANSLATE_NOOP("Actions", "&Export…"), Menu.FILE, ("Ctrl+Shift+E",), "download"),
    Command("backup", QT_TRANSLATE_NOOP("Actions", "&Back up now…"), Menu.FILE, (), "save", begins_group=True),
    Command("restore", QT_TRANSLATE_NOOP("Actions", "&Restore a backup…"), Menu.FILE, (), "archive-restore"),
    Command(
        "settings",
        QT_TRANSLATE_NOOP("Actions", "&Settings…"),
        Menu.FILE,
        ("Ctrl+,",),
        "settings",
        begins_group=True,
        role=QAction.MenuRole.PreferencesRole,
    ),
    Command(
        "lock",
        QT_TRANSLATE_NOOP("Actions", "&Lock, switch operator"),
        Menu.FILE,
        ("Ctrl+L",),
        "lock",
        begins_group=True,
        reach=Qt.ShortcutContext.ApplicationShortcut,
    ),
    Command("own_secret", QT_TRANSLATE_NOOP("Actions", "Change &my password…"), Menu.FILE, (), "key-round"),
    Command("sign_out", QT_TRANSLATE_NOOP("Actions", "Sign &out"), Menu.FILE, (), "log-out"),
    Command(
        "quit",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        Menu.FILE,
        ("Ctrl+Q",),
        begins_group=True,
        always=True,
        role=QAction.MenuRole.QuitRole,
    ),
    Command("search", QT_TRANSLATE_NOOP("Actions", "&Search"), Menu.EDIT, ("Ctrl+K", "Ctrl+F", "F3"), "search"),
    Command("scan", QT_TRANSLATE_NOOP("Actions", "S&can"), Menu.EDIT, ("F2",), "scan-line"),
    Command(
        "copy_phone", QT_TRANSLATE_NOOP("Actions", "Copy &phone"), Menu.EDIT, ("Ctrl+C",), "copy", begins_group=True
    ),
    Command("copy_open_id", QT_TRANSLATE_NOOP("Actions", "Copy &openId"), Menu.EDIT, ("Ctrl+Shift+C",)),
    Command("copy_row", QT_TRANSLATE_NOOP("Actions", "Copy &row"), Menu.EDIT),
    Command("register", QT_TRANSLATE_NOOP("Actions", "&Register member"), Menu.BUYER, ("Ctrl+N",), "user-plus"),
    Command("bind", QT_TRANSLATE_NOOP("Actions", "&Bind existing member…"), Menu.BUYER, ("Ctrl+B",), "link"),
    Command("rebind", QT_TRANSLATE_NOOP("Actions", "Bind &another member…"), Menu.BUYER, ("Ctrl+Shift+B",), "repeat"),
    Command("unbind", QT_TRANSLATE_NOOP("Actions", "&Unbind…"), Menu.BUYER, ("Ctrl+U",), "unlink"),
    Command("edit", QT_TRANSLATE_NOOP("Actions", "&Edit"), Menu.BUYER, ("Ctrl+M",), "pencil", begins_group=True),
    Command("reveal", QT_TRANSLATE_NOOP("Actions", "&Show number"), Menu.BUYER, ("F4",), "eye"),
    Command(
        "export_person",
        QT_TRANSLATE_NOOP("Actions", "E&xport this buyer's data…"),
        Menu.BUYER,
        (),
        "download",
        begins_group=True,
    ),
    Command("forget", QT_TRANSLATE_NOOP("Actions", "&Forget this buyer…"), Menu.BUYER, (), "trash-2"),
    Command("forget_many", QT_TRANSLATE_NOOP("Actions", "Forget se&veral buyers…"), Menu.BUYER),
    Command(
        "new_buyer",
        QT_TRANSLATE_NOOP("Actions", "&New buyer…"),
        Menu.BUYER,
        ("Ctrl+Shift+N",),
        "user-round-plus",
        begins_group=True,
    ),
    Command(
        "batch", QT_TRANSLATE_NOOP("Actions", "Batch b&inding…"), Menu.BUYER, ("Ctrl+Shift+L",), "file-spreadsheet"
    ),
    Command("profile", QT_TRANSLATE_NOOP("Actions", "&Profile"), Menu.VIEW, ("Ctrl+1",)),
    Command("member", QT_TRANSLATE_NOOP("Actions", "&Member"), Menu.VIEW, ("Ctrl+2",)),
    Command("history", QT_TRANSLATE_NOOP("Actions", "&History"), Menu.VIEW, ("Ctrl+3",)),
    Command(
        "journal", QT_TRANSLATE_NOOP("Actions", "&Operations"), Menu.VIEW, ("Ctrl+H",), "history", begins_group=True
    ),
    Command("shift", QT_TRANSLATE_NOOP("Actions", "Shi&ft summary…"), Menu.VIEW, (), "clipboard-list"),
    Command("outbox", QT_TRANSLATE_NOOP("Actions", "To be &sent"), Menu.VIEW, ("Ctrl+J",), "send"),
    Command("refresh", QT_TRANSLATE_NOOP("Actions", "&Refresh"), Menu.VIEW, ("F5",), "refresh-cw"),
    Command(
        "full_screen", QT_TRANSLATE_NOOP("Actions", "F&ull screen"), Menu.VIEW, ("F11",), begins_group=True, always=True
    ),
    Command("theme_auto", QT_TRANSLATE_NOOP("Actions", "As the &system"), Menu.THEME, choice=True, always=True),
    Command("theme_light", QT_TRANSLATE_NOOP("Actions", "&Light"), Menu.THEME, choice=True, always=True),
    Command("theme_dark", QT_TRANSLATE_NOOP("Actions", "&Dark"), Menu.THEME, choice=True, always=True),
    Command("language_zh", "&中文", Menu.LANGUAGE, choice=True, always=True),
    Command("language_en", "&English", Menu.LANGUAGE, choice=True, always=True),
    Command(
        "shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), Menu.HELP, ("F1",), "keyboard", always=True
    ),
    Command(
        "about",
        QT_TRANSLATE_NOOP("Actions", "&About"),
        Menu.HELP,
        (),
        "info",
        begins_group=True,
        always=True,
        role=QAction.MenuRole.AboutRole,
    ),
)


class _Action(QAction):
    """A command that may be shut: whoever makes it live meanwhile does so for later."""

    def __init__(self, parent: QObject, **properties: object) -> None:
        super().__init__(parent, **properties)
        self._wanted = True
        self._is_shut = False

    def setEnabled(self, enabled: bool) -> None:  # noqa: N802  Qt's name
        """Make it live, or not; nothing is while it is shut."""
        self._wanted = enabled
        super().setEnabled(enabled and not self._is_shut)

    def set_shut(self, shut: bool) -> None:
        """Nobody may use it now, or again."""
        self._is_shut = shut
        self.setEnabled(self._wanted)


class Actions(QObject):
    """The QActions of ``COMMANDS``, by name. They belong to ``window``, so their keys work wherever the caret is."""

    def __init__(self, *, window: QWidget, icons: Icons) -> None:
        super().__init__(window)
        self._icons = icons
        self._menus: dict[Menu, QMenu] = {}
        self._actions: dict[str, _Action] = {}
        self._locked: frozenset[str] = frozenset()
        for command in COMMANDS:
            action = _Action(self, objectName=f"{command.name}Action", menuRole=command.role)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setShortcutContext(command.reach)
            self._actions[command.name] = action
            window.addAction(action)
        self._keys = frozenset(key.toString() for action in self._actions.values() for key in action.shortcuts())
        for menu in _SUBMENUS:
            group = QActionGroup(self)
            for command in COMMANDS:
                if command.menu is menu:
                    self._actions[command.name].setCheckable(True)
                    group.addAction(self._actions[command.name])
        self.retranslate()
        self.recolour()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def has_key(self, keys: QKeySequence) -> bool:
        """Whether ``keys`` belong to a command, live or not."""
        return keys.toString() in self._keys

    def connect_handlers(self, handlers: Mapping[str, Callable[[], None]]) -> None:
        """Give every command its handler. KeyError for a command without one, or a handler without a command."""
        if unknown := handlers.keys() ^ self._actions.keys():
            raise KeyError(f"commands and handlers differ: {sorted(unknown)}")
        for name, handler in handlers.items():
            # Swallows the "checked" argument, which handlers do not take.
            self._actions[name].triggered.connect(lambda _checked=False, handler=handler: handler())

    def shut(self, shut: bool) -> None:
        """While nobody is signed in only those commands live that show and change nothing of the shop's."""
        for command in COMMANDS:
            if not command.always:
                self._actions[command.name].set_shut(shut)

    def is_locked(self, name: str) -> bool:
        """Whether a manager will be asked for this command."""
        return name in self._locked

    def mark_locked(self, names: frozenset[str]) -> None:
        """Put the lock on the commands for which a manager will be asked; they can be used all the same."""
        if names != self._locked:
            self._locked = names
            self.recolour()

    def fill(self, bar: QMenuBar) -> None:
        """Put every command into its menu on ``bar``."""
        for menu in Menu:
            self._menus[menu] = self._menus[Menu.VIEW].addMenu("") if menu in _SUBMENUS else bar.addMenu("")
        for command in COMMANDS:
            if command.begins_group:
                self._menus[command.menu].addSeparator()
            self._menus[command.menu].addAction(self._actions[command.name])
        self.retranslate()

    def retranslate(self) -> None:
        """Put all words into the window's language."""
        for menu, widget in self._menus.items():
            widget.setTitle(QCoreApplication.translate(_CONTEXT, _MENUS[menu]))
        for command in COMMANDS:
            self._actions[command.name].setText(QCoreApplication.translate(_CONTEXT, command.text))

    def recolour(self) -> None:
        """Draw the icons in the colours of the theme."""
        for command in COMMANDS:
            icon = "lock" if command.name in self._locked else command.icon
            self._actions[command.name].setIcon(self._icons.icon(icon) if icon else QIcon())

    @staticmethod
    def menu_titles(menu: Menu) -> tuple[str, ...]:
        """The words of ``menu`` in the window's language, with the mnemonic; those of the menu it is in come first."""
        outer = (Menu.VIEW,) if menu in _SUBMENUS else ()
        return tuple(QCoreApplication.translate(_CONTEXT, _MENUS[each]) for each in (*outer, menu))

    def tip(self, name: str) -> str:
        """The command's words and first key for a button's tooltip: "Register member (Ctrl+N)"."""
        action = self._actions[name]
        text = action.text().replace("&", "").removesuffix("…")
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return f"{text} ({key})" if key else text
