"""All that a clerk can bring to the screen, and what is to be seen on it, for tests that look at everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtGui import QAction, QFont, QFontMetrics, QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTreeView,
    QWidget,
)

from tests.ui.window.conftest import Clerk
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.ui.panes.making_page import MakingPage
from wxbuyer_gui.ui.theme import LARGE
from wxbuyer_gui.ui.widgets.segmented import Segmented
from wxbuyer_gui.ui.widgets.toast import Toast

SETTINGS = ("source", "appearance", "scan", "privacy", "backup", "advanced")


@dataclass(frozen=True)
class Screen:
    """``show`` brings it to the screen of a clerk's window on the four people of ``conftest.shop``."""

    name: str
    show: Callable[[Clerk], None]


def _journal(clerk: Clerk) -> None:
    _unbound_with_toast(clerk)
    clerk.press("Ctrl+H")
    clerk.qtbot.waitUntil(lambda: clerk.sees("journalPage"))


def _search(text: str, *keys: str, until: str = "") -> Callable[[Clerk], None]:
    """Search, press keys, and wait until a widget is there."""

    def show(clerk: Clerk) -> None:
        if clerk.box.text() != text:
            clerk.search(text)
        for key in keys:
            clerk.press(key)
        if until:
            clerk.qtbot.waitUntil(lambda: clerk.sees(until))

    return show


def _bind_compared(clerk: Clerk) -> None:
    _search("13800138000", "Ctrl+B", until="bindDialog")(clerk)
    phone = clerk.see("bindDialog").findChild(QLineEdit, "phoneEdit")
    phone.setText("18600008000")
    clerk.qtbot.keyClicks(phone, "\r")
    submit = clerk.see("bindDialog").findChild(QAbstractButton, "submitButton")
    clerk.qtbot.waitUntil(lambda: "#1" in submit.text())


def _register_taken(clerk: Clerk) -> None:
    _search("13800138000", "Ctrl+N", until="registerDialog")(clerk)
    form = clerk.see("registerDialog")
    for name, text in (("idCard", "110101199003071230"), ("birthday", "2099-01-01"), ("phone", "18600008000")):
        edit = form.findChild(QLineEdit, f"{name}Edit")
        edit.setFocus()
        edit.selectAll()
        clerk.qtbot.keyClicks(edit, text)
    clerk.press("Ctrl+Return")
    clerk.qtbot.waitUntil(lambda: clerk.sees("duplicateNotice"))


def _unbound_with_toast(clerk: Clerk) -> None:
    clerk.search("18600008000")
    clerk.press("Ctrl+U")
    clerk.qtbot.waitUntil(lambda: clerk.sees("toast") and clerk.is_live("register"))


def _settings(page: str) -> Callable[[Clerk], None]:
    def show(clerk: Clerk) -> None:
        clerk.window._windows.show_settings(page)
        clerk.qtbot.waitUntil(lambda: clerk.sees("settingsDialog"))

    return show


def _beside(command_name: str, name: str) -> Callable[[Clerk], None]:
    def show(clerk: Clerk) -> None:
        command(clerk, command_name)
        clerk.qtbot.waitUntil(lambda: clerk.sees(name))

    return show


def _making(clerk: Clerk) -> None:
    clerk.window._demo._count = 200_000
    clerk.window._keeper.making.emit(41_000, 9.0)
    assert clerk.sees("stopMakingButton")


def _making_stopped(clerk: Clerk) -> None:
    _making(clerk)
    page = clerk.see("makingPage")
    assert isinstance(page, MakingPage)
    page.show_stopped()


SCREENS = (
    Screen("newest", _search("")),
    Screen("several", _search("8000")),
    Screen("unbound", _search("13800138000")),
    Screen("bound", _search("18600008000")),
    Screen("bound member", _search("18600008000", "Ctrl+2", until="memberNameValue")),
    Screen("bound history", _search("18600008000", "Ctrl+3")),
    Screen("without a phone", _search("李雪")),
    Screen("nobody has this number", _search("13912345678")),
    Screen("nobody", _search("zzzz")),
    Screen("payment code", _search("134567890123456789")),
    Screen("journal", _journal),
    Screen("register", _search("13800138000", "Ctrl+N", until="registerDialog")),
    Screen("register somebody new", _search("13912345678", "Return", until="registerDialog")),
    Screen("register, refused", _register_taken),
    Screen("bind", _search("13800138000", "Ctrl+B", until="bindDialog")),
    Screen("bind, compared", _bind_compared),
    Screen("rebind", _search("18600008000", "Ctrl+Shift+B", until="bindDialog")),
    Screen("edit", _search("18600008000", "Ctrl+M", until="buyerDialog")),
    Screen("new buyer", _search("", "Ctrl+Shift+N", until="buyerDialog")),
    Screen("scan", _search("", "F2")),
    Screen("unbound, with a toast", _unbound_with_toast),
    *(Screen(f"settings, {page}", _settings(page)) for page in SETTINGS),
    Screen("shortcuts", _beside("shortcuts", "shortcutsDialog")),
    Screen("about", _beside("about", "aboutDialog")),
    Screen("import", _beside("import", "importDialog")),
    Screen("export", _beside("export", "exportDialog")),
    Screen("restore", _beside("restore", "restoreDialog")),
    Screen("making a demo", _making),
    Screen("making a demo, stopped", _making_stopped),
)


def top(clerk: Clerk) -> QWidget:
    """The window that a person would look at: one beside the counter's, if one is open."""
    beside = [each for each in clerk.window.findChildren(QWidget) if each.isWindow() and each.isVisible()]
    return beside[-1] if beside else clerk.window


def command(clerk: Clerk, name: str) -> None:
    """Carry out a command of the menus."""
    action = clerk.window.findChild(QAction, f"{name}Action")
    assert action is not None, name
    action.trigger()


def speak(clerk: Clerk, language: str) -> None:
    """Switch the language, zh or en, and let the layout follow."""
    command(clerk, f"language_{language}")
    settle()


def enlarge(clerk: Clerk, *, large: bool) -> None:
    """Switch large text as the settings do: set at the theme alone, the next change of a setting takes it back."""

    def edit(settings: Settings) -> Settings:
        return replace(settings, appearance=replace(settings.appearance, large_text=large))

    clerk.window._preferences.change(edit)
    settle()
    assert clerk.window._theme.scale == (LARGE if large else 1)


def settle() -> None:
    """Let layouts and paint events through that wait already."""
    for _round in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def shown(root: QWidget) -> Iterator[QWidget]:
    """``root`` and all in it that can be seen, whole or in part."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is root.window() and not widget.visibleRegion().isEmpty():
            yield widget


def named(widget: QWidget) -> str:
    """How to find a widget that something is wrong with."""
    parts: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(parts) < 4:
        parts.append(f"{type(at).__name__}#{at.objectName()}" if at.objectName() else type(at).__name__)
        at = at.parentWidget()
    return " in ".join(parts) + f" {text_of(widget)!r}"


def text_of(widget: QWidget) -> str:
    """What a widget says, '' if it says nothing."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    text = getattr(widget, "text", "")
    return text if isinstance(text, str) else ""


def texts(root: QWidget) -> set[str]:
    """All words on the screen: of widgets, their placeholders, and the rows of lists."""
    found: set[str] = set()
    for widget in shown(root):
        found |= {text_of(widget), widget.accessibleName(), widget.toolTip()}
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            columns = model.columnCount() if isinstance(widget, QTableView | QTreeView) else 1
            cells = (model.index(row, column) for row in range(model.rowCount()) for column in range(columns))
            found |= {str(cell.data() or "") for cell in cells}
    return found - {""}


def is_tofu(text: str, widget: QWidget) -> bool:
    """Whether a character of ``text`` has no glyph, in the widget's font or any other."""
    layout = QTextLayout(text, widget.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())


def cut_off(root: QWidget) -> list[str]:
    """Every widget whose words do not fit into it, or that sticks out of what holds it."""
    return [f"{reason}: {named(widget)}" for widget in shown(root) if (reason := _why_cut(widget, root))]


def _why_cut(widget: QWidget, root: QWidget) -> str:
    if not _may_scroll(widget, root) and _sticks_out(widget, root):
        return "sticks out"
    if isinstance(widget, QLineEdit):
        return "too narrow" if _hint_is_cut(widget) else ""
    if not text_of(widget) or isinstance(widget, QAbstractScrollArea) or _is_composed(widget):
        return ""
    if isinstance(widget, Segmented):
        each = widget.width() / max(1, widget.count())
        words = (widget.itemText(index) for index in range(widget.count()))
        return "too narrow" if any(_advance(widget, text, bold=True) > each - 8 for text in words) else ""
    may_shrink = widget.hasHeightForWidth() or getattr(widget, "_elide", None) is not None
    if isinstance(widget, QLabel) and not may_shrink:
        wide = max(_advance(widget, line) for line in widget.text().split("\n"))
    else:
        wide = (widget.minimumSizeHint() if may_shrink else widget.sizeHint()).width()
    high = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.sizeHint().height()
    if wide > widget.width():
        return f"too narrow by {wide - widget.width()}"
    # A sixth of a line is the room between two lines: no letter reaches there.
    return f"too low by {high - widget.height()}" if high > widget.height() + widget.fontMetrics().height() / 6 else ""


def _advance(widget: QWidget, text: str, *, bold: bool = False) -> int:
    font = QFont(widget.font())
    font.setBold(bold or font.bold())
    return QFontMetrics(font).horizontalAdvance(text)


def _hint_is_cut(edit: QLineEdit) -> bool:
    """Whether the words in an empty field do not fit. A folder's path may be as long as it likes."""
    room = edit.width() - edit.textMargins().left() - edit.textMargins().right()
    hint = edit.placeholderText()
    return not edit.text() and "/" not in hint and edit.fontMetrics().horizontalAdvance(hint) > room


def _is_composed(widget: QWidget) -> bool:
    """Whether its words stand in widgets of their own, which are looked at one by one."""
    return any(child.isVisible() and text_of(child) for child in widget.findChildren(QWidget))


def _sticks_out(widget: QWidget, root: QWidget) -> bool:
    """What says something or can be pressed may not, but for a toast, which slides in. Shadows may."""
    parent = widget.parentWidget()
    if widget is root or parent is None or isinstance(widget, Toast):
        return False
    if not (text_of(widget) or isinstance(widget, QAbstractButton)):
        return False
    return not parent.rect().contains(widget.geometry())


def _may_scroll(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    return widget is not root and parent is not None and isinstance(parent.parentWidget(), QAbstractScrollArea)
