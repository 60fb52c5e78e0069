"""Toasts: what was done, with a way back for a few seconds. Failures never live only here."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractAnimation,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.shadow import paint_shadow

SECONDS = 4.0
SECONDS_WITH_ACTION = 10.0
MOST = 3
_EDGE = 36
_GAP = 10
_HEIGHT = 48
_ROOM = 24  # for the shadow, on every side
_NARROWEST = 370
_LINES = 3
"""So many lines a toast has at most; a longer text is cut."""
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class Toaster(QObject):
    """Stacks toasts at the bottom left of ``host``, the newest lowest, at most three at a time.

    ``lift`` is how far above the bottom edge of ``host`` the lowest ends (the status line's height and a gap).
    """

    def __init__(self, host: QWidget, *, theme: Theme, icons: Icons, lift: int = 52) -> None:
        super().__init__(host)
        self._host = host
        self._theme = theme
        self._icons = icons
        self._lift = lift
        self._toasts: list[Toast] = []
        self._is_shut = False
        host.installEventFilter(self)

    @property
    def toasts(self) -> tuple[Toast, ...]:
        """The toasts on the screen, oldest first."""
        return tuple(self._toasts)

    def show_message(
        self,
        text: str,
        *,
        icon: str = "circle-check",
        action: str = "",
        on_action: Callable[[], None] | None = None,
        seconds: float | None = None,
    ) -> Toast | None:
        """Show ``text`` for 4 s, with an ``action`` ("Undo") for 10 s, and tell the screen reader. None while shut."""
        if self._is_shut:
            return None
        if len(self._toasts) == MOST:
            self._toasts[0].dismiss()
        seconds = seconds or (SECONDS_WITH_ACTION if action else SECONDS)
        toast = Toast(text, self._host, theme=self._theme, icons=self._icons, icon=icon, action=action, seconds=seconds)
        if on_action is not None:
            toast.action_button.clicked.connect(lambda: on_action())
        toast.dismissed = self._forget
        self._toasts.append(toast)
        self._place()
        toast.appear()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._host, f"{visible(text)} {action}".strip()))
        return toast

    def set_shut(self, shut: bool) -> None:
        """Tell nothing for a while, and take away what is told: a toast may name a customer."""
        self._is_shut = shut
        while shut and self.dismiss_latest():
            pass

    def dismiss_latest(self) -> bool:
        """Close the newest toast (Esc); False when there is none."""
        if not self._toasts:
            return False
        self._toasts[-1].dismiss()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _forget(self, toast: Toast) -> None:
        self._toasts.remove(toast)
        self._place()

    def _place(self) -> None:
        bottom = self._host.height() - self._theme.px(self._lift)
        for toast in reversed(self._toasts):
            top = bottom - (toast.height() - 2 * _ROOM)
            toast.place(QPoint(self._theme.px(_EDGE) - _ROOM, top - _ROOM))
            toast.raise_()
            bottom = top - self._theme.px(_GAP)


class Toast(QWidget):
    """One toast: text, action, seconds left, and a line that shrinks. Pointer or focus on it stop the clock."""

    def __init__(
        self, text: str, host: QWidget, *, theme: Theme, icons: Icons, icon: str, action: str, seconds: float
    ) -> None:
        super().__init__(host)
        self.setObjectName("toast")
        self._theme = theme
        self._icons = icons
        self._icon = icon
        self.text = visible(text)
        self.setAccessibleName(self.text)
        self.dismissed: Callable[[Toast], None] = lambda toast: None
        self.action_button = _Action(action, self, theme=theme)
        self.action_button.setVisible(bool(action))
        self.action_button.clicked.connect(self.dismiss)
        self._life = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=round(seconds * 1000))
        self._life.valueChanged.connect(self.update)
        self._life.finished.connect(self.dismiss)
        self._rise = QPropertyAnimation(self, b"pos", self)
        self._lines = 1
        self._arrange()
        theme.changed.connect(self._arrange)

    def appear(self) -> None:
        """Rise into place and start the clock."""
        self.show()
        if duration := self._theme.duration(160):
            end = self.pos()
            self._rise.setDuration(duration)
            self._rise.setStartValue(end + QPoint(0, 12))
            self._rise.setEndValue(end)
            self._rise.start()
        self._life.start()

    def place(self, spot: QPoint) -> None:
        """Stand at ``spot``, or rise to there."""
        self._rise.setEndValue(spot)
        if self._rise.state() != QAbstractAnimation.State.Running:
            self.move(spot)

    def dismiss(self) -> None:
        """Go away now."""
        if self.isHidden():
            return
        self._life.stop()
        self._rise.stop()
        self.hide()
        self.dismissed(self)
        self.deleteLater()

    def hold(self, held: bool) -> None:
        """Stop the clock, or let it go on."""
        if self._life.state() != QAbstractAnimation.State.Stopped:
            self._life.setPaused(held)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer is on it: somebody reads."""
        self.hold(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Read."""
        self.hold(self.action_button.hasFocus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, card, icon, text, seconds and the line."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        paint_shadow(painter, card, blur=16, down=5, strength=0.26, radius=10)
        shape = QPainterPath()
        shape.addRoundedRect(card, 10, 10)
        painter.fillPath(shape, self._theme.color("toast"))
        side = px(16)
        self._icons.paint(
            painter, QRectF(card.x() + px(18), card.center().y() - side / 2, side, side), self._icon, "toast_text"
        )
        painter.setPen(self._theme.color("toast_text"))
        painter.setFont(self._theme.font(14))
        left = card.x() + px(44)
        words = QRectF(left, card.y(), self._text_right(card) - left + 1, card.height())
        room = round(words.width() * (1 if self._lines == 1 else _LINES - 0.5))  # lines end at words, not at the edge
        shown = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, _WRAPPED, shown)
        if not self.action_button.isHidden():
            painter.setFont(self._theme.font(12))
            painter.setOpacity(0.75)
            seconds = QRectF(card.right() - px(64), card.y(), px(48), card.height())
            painter.drawText(seconds, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._seconds_left())
            painter.setOpacity(1)
        painter.setClipPath(shape)
        width = card.width() * float(self._life.currentValue() or 0)
        painter.fillRect(QRectF(card.x(), card.bottom() - 3, width, 3), self._theme.color("toast_link"))

    def _seconds_left(self) -> str:
        left = math.ceil((self._life.duration() - self._life.currentTime()) / 1000)
        return self.tr("{seconds} s").format(seconds=left)

    def _text_right(self, card: QRectF) -> float:
        if self.action_button.isHidden():
            return card.right() - self._theme.px(18)
        return float(self.action_button.x() - self._theme.px(16))

    def _arrange(self) -> None:
        px = self._theme.px
        action = self.action_button.sizeHint().width() if not self.action_button.isHidden() else 0
        words = self._theme.metrics(14).horizontalAdvance(self.text)
        tail = px(16) + action + px(72) if action else px(18)
        host = self.parentWidget()
        widest = host.width() - 2 * px(_EDGE) if host else px(_NARROWEST)
        width = min(max(px(_NARROWEST), round(px(44) + words + tail)), max(widest, px(200)))
        room = width - px(44) - tail
        box = self._theme.metrics(14).boundingRect(QRectF(0, 0, room + 1, 0), _WRAPPED, self.text)
        line = self._theme.metrics(14).lineSpacing()
        self._lines = max(1, min(_LINES, round(box.height() / line)))
        height = px(_HEIGHT) + round((self._lines - 1) * line)
        self.resize(width + 2 * _ROOM, height + 2 * _ROOM)
        if action:
            spot = round(px(44) + min(words, room)) + px(16)
            self.action_button.setGeometry(_ROOM + spot, _ROOM + px(8), action, height - px(16))


class _Action(QAbstractButton):
    """The bold word in a toast."""

    def __init__(self, text: str, parent: Toast, *, theme: Theme) -> None:
        super().__init__(parent)
        self.setText(text)
        self._theme = theme
        self._toast = parent
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The word and its ring."""
        words = self._theme.metrics(14, bold=True).horizontalAdvance(self.text())
        return QSize(round(words) + self._theme.px(16), self._theme.px(_HEIGHT) - self._theme.px(16))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody is about to press it: the clock stops."""
        super().focusInEvent(event)
        self._toast.hold(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left again."""
        super().focusOutEvent(event)
        self._toast.hold(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The word, and a ring while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(14, bold=True))
        painter.setPen(QPen(self._theme.color("toast_link"), 2))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
