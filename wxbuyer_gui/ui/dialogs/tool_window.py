"""A window of its own beside the counter, for work that may take its time: nothing behind it is dimmed or blocked."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind
from wxbuyer_gui.ui.widgets.side_window import SideWindow

_INSET = 28
_SMALLEST = (480, 360)


class ToolWindow(SideWindow):
    """Title, a notice when there is something to say, pages, and a foot with up to three buttons.

    Esc closes it, Ctrl+Enter presses the green button. Subclasses fill ``pages`` and answer ``may_close``,
    ``retranslate``, ``go_on``, ``go_back`` and ``give_up``. ``parent`` is the window that it belongs to.
    """

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        name: str,
        size: tuple[int, int],
        parent: QWidget,
        smallest: tuple[int, int] = _SMALLEST,
    ) -> None:
        super().__init__(parent, theme=theme, name=name, size=size, smallest=smallest)
        self._icons = icons
        self._title = Label(theme=theme, px=18, bold=True)
        self._subtitle = Label(theme=theme, px=13, token="muted", wrap=True)
        self.notice = Notice(theme=theme, icons=icons, kind=NoticeKind.DANGER, name="toolNotice")
        self.notice.hide()
        self.pages = QStackedWidget()
        self.message = MessageLine(theme=theme, icons=icons, px=13, name="formMessage")
        self.back_button = Button(theme=theme, icons=icons, name="backButton")
        self.cancel_button = Button(theme=theme, icons=icons, name="cancelButton")
        self.submit_button = Button(theme=theme, icons=icons, kind=ButtonKind.PRIMARY, name="submitButton")
        self.back_button.clicked.connect(self.go_back)
        self.cancel_button.clicked.connect(self.give_up)
        self.submit_button.clicked.connect(self.go_on)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.submit_button.click)
        self._assemble()
        theme.redraw_on_change(self)

    def _assemble(self) -> None:
        px = self._theme.px
        head = column(spacing=px(3), margins=(px(_INSET), px(20), px(_INSET), px(14)))
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        body = column(spacing=px(12), margins=(px(_INSET), 0, px(_INSET), px(14)))
        body.addWidget(self.notice)
        body.addWidget(self.pages, 1)
        foot = row(spacing=px(8), margins=(px(_INSET), px(12), px(_INSET), px(13)))
        foot.addWidget(self.back_button)
        foot.addSpacing(px(8))
        foot.addWidget(self.message, 1)
        foot.addStretch(0)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.submit_button)
        outer = column(self)
        outer.addLayout(head)
        outer.addLayout(body, 1)
        self._foot = foot
        outer.addLayout(foot)

    def set_titles(self, title: str, subtitle: str) -> None:
        """What it does, and how far it is."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(subtitle)

    def set_buttons(self, *, back: str = "", cancel: str = "", submit: str = "", enabled: bool = True) -> None:
        """Name the buttons of the present page; '' hides one. ``enabled`` is for the green one."""
        for button, text in (
            (self.back_button, back),
            (self.cancel_button, cancel),
            (self.submit_button, submit),
        ):
            button.setText(text)
            button.setVisible(bool(text))
            button.setEnabled(True)
        self.submit_button.setEnabled(enabled)

    def complain(self, title: str, text: str = "", kind: NoticeKind = NoticeKind.DANGER) -> None:
        """Say something above the page; '' says nothing any more."""
        self.notice.say(title, text, kind)
        self.notice.setVisible(bool(title))

    def go_on(self) -> None:
        """The green button."""

    def go_back(self) -> None:
        """The button at the left."""

    def give_up(self) -> None:
        """The button beside the green one: closes the window, where the page has nothing else to stop."""
        self.close()

    def may_close(self) -> bool:
        """Whether the window may go now; else the foot should say why not."""
        return True

    def retranslate(self) -> None:
        """Put the words into the window's language."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go, or stay and say why."""
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface, and the hairline above the foot."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        top = self._foot.geometry().top()
        painter.fillRect(0, top, self.width(), 1, self._theme.color("border"))
