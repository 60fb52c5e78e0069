"""Pills: an icon and a word that say how things stand. Never colour alone."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

HEIGHT = 22
_ICON = 12
_INSET = 7
_GAP = 4
_TEXT = 12
_DOT = "dot"
"""In place of an icon's name: a filled circle of half its size."""


class PillKind(StrEnum):
    """What a pill says."""

    BOUND = "bound"
    UNBOUND = "unbound"
    CHECKING = "checking"
    WAITING = "waiting"
    ERROR = "error"
    COUNT = "count"
    FILLED = "filled"
    BOUND_OUTLINED = "bound_outlined"
    LOCAL = "local"
    SHARED = "shared"
    DEMO = "demo"
    ONLINE = "online"
    SLOW = "slow"
    OFFLINE = "offline"
    SIGN_IN = "sign_in"
    READABLE = "readable"
    PENDING = "pending"


class _Look(NamedTuple):
    icon: str
    ink: str
    ground: str = ""
    edge: str = ""


_LOOKS = {
    PillKind.BOUND: _Look("check", "ok", "ok_bg"),
    PillKind.UNBOUND: _Look("circle-dashed", "neutral", edge="edge"),
    PillKind.CHECKING: _Look("loader", "info", "info_bg"),
    PillKind.WAITING: _Look("clock", "warn", "warn_bg"),
    PillKind.ERROR: _Look("circle-alert", "danger", "danger_bg"),
    PillKind.COUNT: _Look("", "neutral", "neutral_bg"),
    PillKind.FILLED: _Look("check", "on_accent", "accent"),
    PillKind.BOUND_OUTLINED: _Look("check", "ok", "surface", "edge"),
    PillKind.LOCAL: _Look("hard-drive", "neutral", "neutral_bg"),
    PillKind.SHARED: _Look("server", "ok", "ok_bg"),
    PillKind.DEMO: _Look("flask-conical", "warn", "warn_bg"),
    PillKind.ONLINE: _Look(_DOT, "ok", "ok_bg"),
    PillKind.SLOW: _Look("timer", "warn", "warn_bg"),
    PillKind.OFFLINE: _Look("cloud-off", "warn", "warn_bg"),
    PillKind.SIGN_IN: _Look("key-round", "danger", "danger_bg"),
    PillKind.READABLE: _Look("lock-open", "danger", "danger_bg"),
    PillKind.PENDING: _Look("send", "neutral", "neutral_bg"),
}


def pill_width(text: str, *, kind: PillKind, theme: Theme) -> float:
    """How wide the pill with ``text`` is."""
    icon = theme.px(_ICON + _GAP) if _LOOKS[kind].icon else 0
    return theme.width(text, _TEXT) + icon + 2 * theme.px(_INSET)


def paint_pill(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    kind: PillKind,
    theme: Theme,
    icons: Icons,
    height: int = HEIGHT,
    selected: bool = False,
) -> QRectF:
    """Paint a pill at the left of ``rect``, in its middle; return the box it takes.

    ``selected``: on a selected row, whose ground is the bound pill's own, that pill is one shade darker.
    """
    look = _LOOKS[kind]
    tall = theme.px(height)
    width = min(pill_width(text, kind=kind, theme=theme), rect.width())
    box = QRectF(rect.x(), rect.y() + (rect.height() - tall) / 2, width, tall)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(look.edge), 1) if look.edge else Qt.PenStyle.NoPen)
    ground = "soft_hover" if selected and look.ground == "ok_bg" else look.ground
    painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
    outline = box.adjusted(0.5, 0.5, -0.5, -0.5) if look.edge else box
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
    left = box.x() + theme.px(_INSET)
    if look.icon:
        side = theme.px(_ICON)
        spot = QRectF(left, box.center().y() - side / 2, side, side)
        if look.icon == _DOT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(look.ink))
            painter.drawEllipse(spot.adjusted(side / 4, side / 4, -side / 4, -side / 4))
        else:
            icons.paint(painter, spot, look.icon, look.ink)
        left += side + theme.px(_GAP)
    painter.setFont(theme.kept_font(_TEXT))
    painter.setPen(theme.color(look.ink))
    room = box.right() - theme.px(_INSET) - left + 1
    if theme.width(text, _TEXT) > room:
        text = theme.metrics(_TEXT).elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QPointF(left, box.center().y() + theme.baseline(_TEXT)), text)
    painter.restore()
    return box


class Pill(QWidget):
    """One pill as a widget."""

    def __init__(
        self,
        text: str = "",
        *,
        kind: PillKind = PillKind.UNBOUND,
        theme: Theme,
        icons: Icons,
        height: int = HEIGHT,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._icons = icons
        self._height = height
        self._kind, self._text = kind, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(kind, text)
        theme.redraw_on_change(self)

    @property
    def kind(self) -> PillKind:
        """What it says now."""
        return self._kind

    @property
    def text(self) -> str:
        """The word it shows."""
        return self._text

    def set_state(self, kind: PillKind, text: str) -> None:
        """Say something else."""
        if (kind, text) == (self._kind, self._text):
            return
        self._kind = kind
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word needs."""
        return QSize(
            round(pill_width(self._text, kind=self._kind, theme=self._theme) + 0.5), self._theme.px(self._height)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_pill(
            painter, rect, self._text, kind=self._kind, theme=self._theme, icons=self._icons, height=self._height
        )


class PillButton(QAbstractButton):
    """A pill that leads somewhere."""

    def __init__(
        self, *, theme: Theme, icons: Icons, height: int = HEIGHT, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._icons = icons
        self._height = height
        self._kind = PillKind.COUNT
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    @property
    def kind(self) -> PillKind:
        """What it says, as a kind."""
        return self._kind

    def set_state(self, kind: PillKind, text: str) -> None:
        """Say something else."""
        self._kind = kind
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The pill's size."""
        width = pill_width(self.text(), kind=self._kind, theme=self._theme)
        return QSize(round(width + 0.5), self._theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill, and a ring while it has the keyboard."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        look = {"theme": self._theme, "icons": self._icons, "height": self._height}
        paint_pill(painter, box, self.text(), kind=self._kind, **look)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), box.height() / 2 - 1, box.height() / 2 - 1)
