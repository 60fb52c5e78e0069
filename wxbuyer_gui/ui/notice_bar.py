"""The bar above the panel for what stays true until somebody has read it. At most one notice at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind

Words = Callable[[], tuple[str, ...]]
"""Gives, in the language in force, a title, what more there is to say, and the word of a button; at least the first."""


class NoticeBar(QWidget):
    """Takes no room while there is nothing to say. A graver notice is not covered by a milder one.

    One may stand: it comes back whenever another one has been read, and nobody can close it.
    """

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        self._follow: Callable[[], None] = self.clear
        self._notice = Notice(theme=theme, icons=icons)
        self._button = Button(theme=theme, icons=icons, small=True, name="noticeButton")
        self._button.clicked.connect(self._act)
        self._close = IconButton("x", theme=theme, icons=icons, name="noticeCloseButton")
        self._close.clicked.connect(self.clear)
        self._notice.add_action(self._button)
        self._notice.add_action(self._close)
        self._kind: NoticeKind | None = None
        self._words: Words = lambda: ("",)
        self._focused: QWidget | None = None
        self._is_shut = False
        self._covered: Callable[[], None] | None = None
        self._again: Callable[[], None] = self.clear
        self._standing: tuple[Words, Callable[[], None]] | None = None
        column(self, margins=(0, 0, 0, theme.px(12))).addWidget(self._notice)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; '' while it is hidden."""
        return "" if self.isHidden() else self._notice.text

    def say(
        self, words: Words, kind: NoticeKind = NoticeKind.WARN, *, on_action: Callable[[], None] | None = None
    ) -> None:
        """Show a notice; ``on_action`` is what its button does, if there is one."""
        if self._kind is NoticeKind.DANGER and kind is not NoticeKind.DANGER:
            return
        self._covered = None
        self._again = lambda: self.say(words, kind, on_action=on_action)
        self._show(words, kind, on_action)

    def stand(self, words: Words | None, *, on_action: Callable[[], None] = lambda: None) -> None:
        """Show a grave notice whose button alone, which does ``on_action``, may lead to its end; None ends it."""
        self._standing = (words, on_action) if words is not None else None
        if self._covered == self._show_standing:
            return  # what stands now comes when the question is put away
        if self._again == self._show_standing or (words is not None and self._kind is not NoticeKind.DANGER):
            self._show_standing()

    def ask(self, words: Words, *, on_action: Callable[[], None]) -> None:
        """Ask a person something, whatever else there is to read: that comes back when the question is put away."""
        if self.isVisible() and self._covered is None:
            self._covered = self._again
        self._show(words, NoticeKind.WARN, on_action)
        self.take_focus()

    def _show_standing(self) -> None:
        if self._standing is None:
            self.clear()
            return
        words, on_action = self._standing
        self._again = self._show_standing
        self._show(words, NoticeKind.DANGER, on_action, closes=False)

    def _show(
        self, words: Words, kind: NoticeKind, on_action: Callable[[], None] | None, *, closes: bool = True
    ) -> None:
        self._words = words
        self._close.setVisible(closes)
        self._kind = kind
        self._follow = on_action or self.clear
        self.retranslate()
        self.setVisible(not self._is_shut)

    def set_shut(self, shut: bool) -> None:
        """Say nothing for a while: a notice may name a customer."""
        self._is_shut = shut
        self.setVisible(not shut and self._kind is not None)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        title, text, action = (*self._words(), "", "")[:3]
        self._notice.say(title, text, self._kind)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._close.set_label(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._kind is not None:
            self.retranslate()

    def take_focus(self) -> None:
        """Let the keyboard press the button, where somebody has to answer; Esc gives the focus back."""
        before = self.window().focusWidget()
        if before is not None and not self.isAncestorOf(before):
            self._focused = before
        self._button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        if self._focused is not None and isValid(self._focused):
            self._focused.setFocus()
        self.clear()

    def clear(self) -> None:
        """Read."""
        covered, self._covered = self._covered, None
        self._kind, self._again = None, self.clear
        self.hide()
        if covered is not None:
            covered()
        elif self._standing is not None:
            self._show_standing()

    def _act(self) -> None:
        follow = self._follow
        self.clear()
        follow()
