"""A form that floats over the panel: nothing else of the window is dimmed or blocked, and there is no own window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.scrim import SHADOW_ROOM, Scrim, SheetShadow
from wxbuyer_gui.ui.widgets.toast import Toast

RADIUS = 14
INSET = 28


class Sheet(QWidget):
    """Head and foot stay, the middle scrolls where the window is low. Esc and the cross dismiss it; Tab stays in it.

    A child of the window's central widget, centred on the panel given to ``open_over``. Subclasses fill ``body``
    and ``foot``, and answer ``submit`` (Ctrl+Enter) and ``may_dismiss``. It is used once: dismissed means deleted.

    Signals:
        dismissed(): it is gone, submitted or not.
        covered(): it left the screen for a while.
    """

    dismissed = Signal()
    covered = Signal()

    def __init__(self, parent: QWidget, *, theme: Theme, icons: Icons, width: int, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._host = parent
        self._theme = theme
        self._icons = icons
        self._width = width
        self._panel: QWidget | None = None
        self._return_to: QWidget | None = None
        self._is_up = False
        self._caret: QWidget | None = None
        self._fence = _FocusFence(self)
        self._scrim = Scrim(parent, theme=theme)
        self._shadow = SheetShadow(parent, theme=theme, radius=RADIUS)
        self._title = Label(theme=theme, px=18, bold=True)
        self._subtitle = Label(theme=theme, px=13, token="muted", elide=Qt.TextElideMode.ElideRight)
        self._close = IconButton("x", theme=theme, icons=icons, name="closeButton")
        self._close.clicked.connect(self.dismiss)
        self._content = QWidget()
        self.body = column(self._content)
        self.foot = row()
        self._build()
        self.hide()
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)
        theme.changed.connect(self._fit)
        theme.redraw_on_change(self)

    def _build(self) -> None:
        px = self._theme.px
        words = column(spacing=px(3))
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head = row(margins=(px(INSET), px(18), px(18), 0))
        head.addLayout(words, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._content.setProperty("transparent", True)
        self._content.installEventFilter(self)
        self.body.setContentsMargins(px(INSET), px(14), px(INSET), px(12))
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        self._scroll.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.foot.setSpacing(px(8))
        self.foot.setContentsMargins(px(INSET), px(12), px(INSET), px(13))
        self._line = _Line(theme=self._theme)
        outer = column(self)
        self._head = head
        outer.addLayout(head)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._line)
        outer.addLayout(self.foot)

    @property
    def is_open(self) -> bool:
        """Whether it is up, covered or not."""
        return self._is_up

    def set_titles(self, title: str, subtitle: str) -> None:
        """What it does, and for whom."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self.setAccessibleName(title)
        self.setAccessibleDescription(subtitle)
        self._close.set_label(self.tr("Close"), self.tr("Close (Esc)"))

    def open_over(self, panel: QWidget) -> None:
        """Float over ``panel``, which is dimmed and left out of the Tab order meanwhile."""
        if self.is_open:
            return
        self._is_up = True
        self._panel = panel
        self._return_to = self.window().focusWidget()
        self._fence.raise_around(panel)
        panel.installEventFilter(self)
        self._host.installEventFilter(self)
        self._fit()
        self._scrim.appear()
        self._shadow.appear()
        # What was done a moment ago can still be undone: toasts stay in the light.
        toasts = self._host.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for widget in (self._scrim, self._shadow, self, *toasts):
            widget.raise_()
        self.show()

    def dismiss(self) -> None:
        """Go away, unless ``may_dismiss`` says no; the focus goes back to where it was."""
        if self.is_open and self.may_dismiss():
            self.abandon()

    def set_covered(self, covered: bool) -> None:
        """Leave the screen for a while with all that was typed, or come back."""
        if not self.is_open or self._panel is None or covered != self.isVisibleTo(self._host):
            return
        if covered:
            self._caret = self.window().focusWidget()
            self._fence.lower()
            self.covered.emit()
        else:
            self._fence.raise_around(self._panel)
        for widget in (self._scrim, self._shadow, self):
            widget.setVisible(not covered)
        if not covered and self._caret is not None and isValid(self._caret):
            self._caret.setFocus()

    def abandon(self) -> None:
        """Go away, whatever is lost."""
        if not self.is_open:
            return
        self._is_up = False
        if self._panel is not None:
            self._panel.removeEventFilter(self)
            self._host.removeEventFilter(self)
        self._fence.lower()
        for widget in (self._scrim, self._shadow, self):
            widget.hide()
        if self._return_to is not None and isValid(self._return_to) and self._return_to.isVisible():
            self._return_to.setFocus()
        self.dismissed.emit()
        for widget in (self._scrim, self._shadow, self):
            widget.deleteLater()

    def may_dismiss(self) -> bool:
        """Whether it may go now. Subclasses ask once where typing would be lost."""
        return True

    def submit(self) -> None:
        """Ctrl+Enter. Subclasses send their form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc dismisses it; no other key reaches what lies behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab leads to what is scrolled away, too."""
        moved = super().focusNextPrevChild(next)
        at = self.window().focusWidget()
        if moved and at is not None and self._content.isAncestorOf(at):
            self._scroll.ensureWidgetVisible(at)
        return moved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the panel, and the size that the fields need."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def show_field(self, field: QWidget) -> None:
        """Scroll to a field and give it the focus."""
        if self._content.isAncestorOf(field):
            self._scroll.ensureWidgetVisible(field)
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        """As high as the fields need, at most the panel; a sheet that grows keeps its top while it can."""
        if self._panel is None:
            return
        panel = QRect(self._panel.mapTo(self._host, QPoint(0, 0)), self._panel.size())
        width = min(self._theme.px(self._width), panel.width())
        height = min(self._wanted_height(width), panel.height())
        left = panel.x() + (panel.width() - width) // 2
        top = panel.y() + (panel.height() - height) // 2
        if self.is_open and panel.y() <= self.y() <= panel.bottom() + 1 - height:
            top = self.y()
        card = QRect(left, top, width, height)
        self._scrim.setGeometry(panel)
        self._shadow.setGeometry(card.adjusted(-SHADOW_ROOM, -SHADOW_ROOM, SHADOW_ROOM, SHADOW_ROOM))
        self.setGeometry(card)

    def _wanted_height(self, width: int) -> int:
        content = self.body
        middle = content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()
        return self._head.sizeHint().height() + middle + 1 + self.foot.sizeHint().height()


class _Line(QWidget):
    """The hairline above the foot."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("border"))


class _FocusFence:
    """Keeps Tab in a sheet, and takes the widgets of the dimmed panel out of the Tab order; gives both back.

    Qt has Tab go round in what is a sub-window, as in a dialog, and it may not be one any more when it is hidden:
    the focus would go on among its fields.
    """

    def __init__(self, sheet: QWidget) -> None:
        self._sheet = sheet
        self._policies: dict[QWidget, Qt.FocusPolicy] = {}

    def raise_around(self, panel: QWidget) -> None:
        self._sheet.setWindowFlags(Qt.WindowType.SubWindow)
        for widget in panel.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                self._policies[widget] = widget.focusPolicy()
                widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def lower(self) -> None:
        self._sheet.setWindowFlags(Qt.WindowType.Widget)
        for widget, policy in self._policies.items():
            if isValid(widget):
                widget.setFocusPolicy(policy)
        self._policies.clear()
