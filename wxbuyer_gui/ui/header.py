"""The row at the top: the program's tile, the menus, where the data is, and the tools of the whole window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QMenuBar, QSizePolicy, QWidget

from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.pill import Pill, PillButton, PillKind
from wxbuyer_gui.ui.widgets.tile import Tile

HEIGHT = 51
_PILL_HEIGHT = 26
_WIDEST_SOURCE = 180


class Header(QWidget):
    """Menus at the left; the source, its state, refresh and settings at the right.

    Signals:
        source_clicked(): the name of the source was pressed.
        pending_clicked(): the count of what is not settled was pressed.
    """

    source_clicked = Signal()
    pending_clicked = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._tile = Tile(
            "store", theme=theme, icons=icons, side=26, size=16, radius=7, ground="accent", ink="on_accent"
        )
        self._menus = QMenuBar(self)
        self._menus.setNativeMenuBar(False)
        self._menus.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        actions.fill(self._menus)
        self._source = NameButton(theme=theme, icons=icons, name="sourceButton", parent=self)
        self._source.clicked.connect(self.source_clicked)
        self._pill = Pill(theme=theme, icons=icons, kind=PillKind.LOCAL, height=_PILL_HEIGHT, name="statusPill")
        self._badge = Pill(theme=theme, icons=icons, kind=PillKind.READABLE, height=_PILL_HEIGHT, name="plainBadge")
        self._badge.hide()
        self._pending = PillButton(theme=theme, icons=icons, height=_PILL_HEIGHT, name="pendingBadge")
        self._pending.clicked.connect(self.pending_clicked)
        self._pending.hide()
        self._operator = NameButton(theme=theme, icons=icons, name="operatorButton", parent=self)
        self._operator.clicked.connect(self._offer_operator)
        self._refresh = IconButton("refresh-cw", theme=theme, icons=icons, size=18, token="text2", name="refreshButton")
        self._refresh.clicked.connect(actions["refresh"].trigger)
        self._settings = IconButton("settings", theme=theme, icons=icons, size=18, token="text2", name="settingsButton")
        self._settings.clicked.connect(actions["settings"].trigger)
        self._row = row(self, spacing=theme.px(4))
        self._row.addWidget(self._tile)
        self._row.addSpacing(theme.px(11))
        self._row.addWidget(self._menus, 1)
        for widget in (self._source, self._badge, self._pill, self._pending, self._operator):
            self._row.addWidget(widget)
        self._row.addWidget(self._refresh)
        self._row.addWidget(self._settings)
        self._row.insertSpacing(self._row.indexOf(self._badge), theme.px(6))
        self._row.insertSpacing(self._row.indexOf(self._operator), theme.px(6))
        self._row.insertSpacing(self._row.indexOf(self._refresh), theme.px(4))
        self._fit()
        theme.changed.connect(self._fit)
        self.retranslate()

    @property
    def menus(self) -> QMenuBar:
        """The menu bar."""
        return self._menus

    def show_source(self, name: str, kind: PillKind, state: str, *, warning: str = "", tip: str = "") -> None:
        """Name the source and say how it stands; ``warning`` stays in red for as long as it is true.

        ``tip`` says what its state means for the counter.
        """
        self._source.setText(name)
        self._source.setVisible(bool(name))
        self._pill.set_state(kind, state)
        self._pill.setVisible(bool(state))
        self._pill.setToolTip(tip)
        self._pill.setAccessibleDescription(tip)
        self._badge.set_state(PillKind.READABLE, warning)
        self._badge.setVisible(bool(warning))

    def show_pending(self, kind: PillKind, words: str) -> None:
        """Say how much is not settled; '' for nothing."""
        self._pending.set_state(kind, words)
        self._pending.setVisible(bool(words))

    def set_shut(self, shut: bool) -> None:
        """Leave nothing but the menus while nobody is signed in."""
        for button in (self._source, self._pending, self._refresh, self._settings):
            button.setDisabled(shut)

    def show_operator(self, name: str) -> None:
        """Say who works here; '' for nobody, and in single-user mode."""
        self._operator.setText(name)
        self._operator.setVisible(bool(name))

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._pending.setToolTip(self._actions.tip("outbox"))
        self._menus.setAccessibleName(self.tr("Menus"))
        self._badge.setToolTip(self.tr("Key and customers' data can be read on the way to the server. Use https."))
        self._source.setToolTip(self.tr("Data source"))
        self._operator.setToolTip(self._actions.tip("lock"))
        for button, name in ((self._refresh, "refresh"), (self._settings, "settings")):
            tip = self._actions.tip(name)
            button.set_label(tip.partition(" (")[0], tip)

    def _offer_operator(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("operatorMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        for name in ("lock", "own_secret", "sign_out"):
            menu.addAction(self._actions[name])
        menu.popup(self._operator.mapToGlobal(QPoint(0, self._operator.height() + 4)))

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(HEIGHT))
        self._menus.setFixedHeight(self._theme.px(32))


class NameButton(QAbstractButton):
    """A name, of the data source or of the operator, with a small arrow."""

    def __init__(self, *, theme: Theme, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._icons = icons
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        theme.redraw_on_change(self)

    def setText(self, text: str) -> None:
        """Another name."""
        super().setText(visible(text))
        self.setAccessibleName(self.text())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Name and arrow; a long name is cut."""
        words = self._theme.metrics(13).horizontalAdvance(self.text())
        return QSize(round(min(words, self._theme.px(_WIDEST_SOURCE))) + self._theme.px(34), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, arrow, and a ring while it has the keyboard."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("press" if self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), px(7), px(7))
        painter.setFont(self._theme.font(13))
        painter.setPen(self._theme.color("text"))
        words = QRectF(px(8), 0, self.width() - px(34), self.height())
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, round(words.width() + 1))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        spot = QRectF(self.width() - px(24), self.height() / 2 - px(7), px(14), px(14))
        self._icons.paint(painter, spot, "chevron-down", "muted")
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
