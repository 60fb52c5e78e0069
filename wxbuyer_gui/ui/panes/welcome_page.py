"""The first thing that a shop sees: an empty database, and four ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.tile import Tile


class WelcomePage(MessagePage):
    """Four cards.

    Signals:
        import_requested(), connect_requested(), new_buyer_requested(), demo_requested()
    """

    import_requested = Signal()
    connect_requested = Signal()
    new_buyer_requested = Signal()
    demo_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, icon="store", tile=64, radius=18, parent=parent)
        self.setObjectName("welcomePage")
        self._import = Card("file-spreadsheet", theme=theme, icons=icons, name="importCard", recommended=True)
        self._connect = Card("plug", theme=theme, icons=icons, name="connectCard")
        self._new_buyer = Card("user-round-plus", theme=theme, icons=icons, name="newBuyerCard")
        self._demo = Card("flask-conical", theme=theme, icons=icons, name="demoCard")
        self._import.clicked.connect(self.import_requested)
        self._connect.clicked.connect(self.connect_requested)
        self._new_buyer.clicked.connect(self.new_buyer_requested)
        self._demo.clicked.connect(self.demo_requested)
        cards = QGridLayout()
        cards.setSpacing(theme.px(12))
        for place, card in enumerate((self._import, self._connect, self._new_buyer, self._demo)):
            cards.addWidget(card, place // 2, place % 2)
        centred = row()
        centred.addStretch(1)
        centred.addLayout(cards)
        centred.addStretch(1)
        self._shield = Tile("shield-check", theme=theme, icons=icons, side=18, size=16, ground="surface", ink="muted")
        self._promise = Label(theme=theme, px=13, token="text2")
        foot = row(spacing=theme.px(6))
        foot.addStretch(1)
        foot.addWidget(self._shield)
        foot.addWidget(self._promise)
        foot.addStretch(1)
        self.below.setSpacing(theme.px(26))
        self.below.addLayout(centred)
        self.below.addLayout(foot)
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.say(
            self.tr("Bring in the first buyers"),
            self.tr("The database is empty. Choose a way to begin; all of it can be changed later in Settings."),
        )
        self._import.say(self.tr("Import a file"), self.tr("CSV or Excel, tried out before anything is written"))
        self._connect.say(self.tr("Connect to a source"), self.tr("A shared database for several counters"))
        self._new_buyer.say(self.tr("New buyer"), self.tr("Enter the first one by hand"))
        self._demo.say(self.tr("Try demo data"), self.tr("2,000 made-up buyers, gone when you close"))
        self._promise.setText(self.tr("The data stays on this computer and is backed up every day"))


class Card(QAbstractButton):
    """A large button: icon tile, title, one line, an arrow. The recommended one is green."""

    def __init__(
        self,
        icon: str,
        *,
        theme: Theme,
        icons: Icons,
        name: str,
        recommended: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon = icon
        self._theme = theme
        self._icons = icons
        self._recommended = recommended
        self._title = self._line = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    def say(self, title: str, line: str) -> None:
        """Show other words."""
        self._title, self._line = title, line
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """326 wide, or what the longer line needs."""
        words = max(
            self._theme.metrics(14, bold=True).horizontalAdvance(self._title),
            self._theme.metrics(13).horizontalAdvance(self._line),
        )
        return QSize(max(self._theme.px(326), round(words) + self._theme.px(118)), self._theme.px(88))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card."""
        px, theme = self._theme.px, self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.underMouse() or self.isDown()
        if self._recommended:
            ground, edge = "soft_hover" if hovered else "soft", "accent"
        else:
            ground, edge = "hover" if hovered else "surface", "border"
        painter.setPen(QPen(theme.color("accent" if self.hasFocus() else edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(12), px(12))
        tile = QRectF(px(18), (self.height() - px(44)) / 2, px(44), px(44))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent" if self._recommended else "neutral_bg"))
        painter.drawRoundedRect(tile, px(10), px(10))
        ink = "on_accent" if self._recommended else "text2"
        self._icons.paint(painter, tile.adjusted(px(12), px(12), -px(12), -px(12)), self._icon, ink)
        left, width = tile.right() + px(14), self.width() - tile.right() - px(50)
        middle = self.height() / 2
        for text, size, bold, token, top in (
            (self._title, 14, True, "text", middle - px(23)),
            (self._line, 13, False, "text2", middle + px(1)),
        ):
            painter.setFont(theme.font(size, bold))
            painter.setPen(theme.color(token))
            painter.drawText(QRectF(left, top, width, px(22)), int(Qt.AlignmentFlag.AlignVCenter), text)
        arrow = QRectF(self.width() - px(34), middle - px(8), px(16), px(16))
        self._icons.paint(painter, arrow, "chevron-right", "accent_text" if self._recommended else "muted")
