"""The chip in the search box: what the text is taken for, and the way to another kind."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.ui.kind_words import kind_name
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


class KindChip(QAbstractButton):
    """Says what the text is taken for; pressing it offers what else it may be."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kindChip")
        self._theme = theme
        self._icons = icons
        self._kind = Kind.RECENT
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        theme.redraw_on_change(self)

    @property
    def kind(self) -> Kind:
        """What it says."""
        return self._kind

    def show_kind(self, kind: Kind) -> None:
        """Say another kind."""
        self._kind = kind
        self.retranslate()

    def retranslate(self) -> None:
        """Put the word into the window's language."""
        word = kind_name(self._kind)
        heard = self.tr("Searched as: {kind}").format(kind=word)
        if heard != self.accessibleName():  # openId is called so in every language
            self.setText(word)
            self.setAccessibleName(heard)
            self.setToolTip(self.tr("Search as something else"))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Word and arrow."""
        return QSize(
            round(self._theme.metrics(13).horizontalAdvance(self.text())) + self._theme.px(40), self._theme.px(28)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill of its own."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(QPen(self._theme.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("press" if self.isDown() or self.underMouse() else "neutral_bg"))
        inner = box.adjusted(1, 1, -1, -1) if self.hasFocus() else box
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        painter.setFont(self._theme.font(13))
        painter.setPen(self._theme.color("neutral"))
        words = box.adjusted(px(13), 0, -px(24), 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        spot = QRectF(box.right() - px(24), box.center().y() - px(6), px(12), px(12))
        self._icons.paint(painter, spot, "chevron-down", "muted")
