"""Avatars: a picture, else the first character on a colour of its own, else a small pattern that nobody else has."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.pinyin import is_anonymous
from wxbuyer_gui.domain.text import clean, visible
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

_GRID = 5
_colour = cache(QColor)  # of the few in which circles are painted


def avatar_key(buyer: WxBuyingUser) -> str:
    """What decides colour and pattern: the openId; where there is none, the number."""
    return buyer.open_id or f"#{buyer.id}"


def paint_avatar(
    painter: QPainter, rect: QRectF, *, name: str, key: str, theme: Theme, picture: QPixmap | None = None
) -> None:
    """Paint the circle of a person into the square ``rect``.

    ``key`` picks one of eight colours and, for a nameless buyer, the pattern. A ``picture`` covers all of it.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_circle(painter, rect, circle(name, key, theme=theme), theme=theme, picture=picture)
    painter.restore()


class Circle(NamedTuple):
    """What a person's circle looks like without a picture; good as long as the theme is the same."""

    ground: QColor
    ink: QColor
    letter: str
    """'' for a pattern."""
    pattern: int


def circle(name: str, key: str, *, theme: Theme) -> Circle:
    """The look that ``paint_avatar`` gives to the person, for ``paint_circle``."""
    digest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
    ground, ink = theme.tokens.avatars[digest[0] % len(theme.tokens.avatars)]
    shown = visible(name).strip()
    if shown.startswith("⟨"):  # a mark that is only written out so that it can be seen is nobody's letter
        shown = clean(name) or shown
    letter = shown[0].upper() if shown and not is_anonymous(name.strip()) else ""
    return Circle(_colour(ground), _colour(ink), letter, int.from_bytes(digest[1:3], "big"))


def paint_circle(
    painter: QPainter, rect: QRectF, look: Circle, *, theme: Theme, picture: QPixmap | None = None
) -> None:
    """As ``paint_avatar``, for a list. Antialiasing is wanted; pen, brush and font of ``painter`` change."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.ground)
    painter.drawEllipse(rect)
    if picture is not None and not picture.isNull():
        _paint_picture(painter, rect, picture)
    elif not look.letter:
        _paint_pattern(painter, rect, look)
    else:
        size = max(8, round(rect.width() * 0.42)) / theme.scale
        left = rect.center().x() - theme.width(look.letter, size, bold=True) / 2
        painter.setFont(theme.kept_font(size, bold=True))
        painter.setPen(look.ink)
        painter.drawText(QPointF(left, rect.center().y() + theme.baseline(size, bold=True)), look.letter)


def paint_member_avatar(painter: QPainter, rect: QRectF, *, theme: Theme, icons: Icons) -> None:
    """Paint the outlined circle of a member that has no buyer."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    side = round(rect.width() / 2)
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    icons.paint(painter, box, "id-card", "text2")
    painter.restore()


def _paint_picture(painter: QPainter, rect: QRectF, picture: QPixmap) -> None:
    edge = QPainterPath()
    edge.addEllipse(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(edge)
    side = min(picture.width(), picture.height())
    source = QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
    painter.drawPixmap(rect, picture, source)
    painter.restore()


def _paint_pattern(painter: QPainter, rect: QRectF, look: Circle) -> None:
    """Five by five squares, mirrored, half the circle wide, on whole pixels so that no seams show."""
    cell = max(2, round(rect.width() / 2 / _GRID))
    left = round(rect.center().x() - cell * _GRID / 2)
    top = round(rect.center().y() - cell * _GRID / 2)
    bits = look.pattern | 1 << 7  # never quite empty
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for row in range(_GRID):
        for column in range(_GRID):
            if bits >> (row * 3 + min(column, _GRID - 1 - column)) & 1:
                painter.fillRect(left + column * cell, top + row * cell, cell, cell, look.ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


class Avatar(QWidget):
    """One person's circle as a widget of ``side`` (of scale 1). ``icons`` are for a member without a buyer."""

    def __init__(
        self, *, theme: Theme, side: int = 36, icons: Icons | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = side
        self._icons = icons
        self._is_member = False
        self._name = self._key = ""
        self._picture: QPixmap | None = None
        self._fit()
        theme.changed.connect(self._fit)

    def show_person(self, name: str, key: str, picture: QPixmap | None = None) -> None:
        """Show somebody. The picture may come later: nothing moves."""
        if (name, key, picture, False) == (self._name, self._key, self._picture, self._is_member):
            return
        self._name, self._key, self._picture = name, key, picture
        self._is_member = False
        self.setAccessibleName(visible(name))
        self.update()

    def show_member(self, name: str) -> None:
        """Show a member without a buyer."""
        self._is_member = True
        self.setAccessibleName(visible(name))
        self.update()

    def sizeHint(self) -> QSize:
        """The square."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circle."""
        rect = QRectF(self.rect())
        if self._is_member and self._icons is not None:
            paint_member_avatar(QPainter(self), rect, theme=self._theme, icons=self._icons)
            return
        paint_avatar(QPainter(self), rect, name=self._name, key=self._key, theme=self._theme, picture=self._picture)

    def _fit(self) -> None:
        self.setFixedSize(self._theme.px(self._side), self._theme.px(self._side))
        self.update()
