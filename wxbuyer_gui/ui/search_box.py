"""The search box: one frame around the line, what the text is taken for, and the ways to clear, scan and search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.ui.kind_chip import KindChip
from wxbuyer_gui.ui.kind_words import kind_name
from wxbuyer_gui.ui.search_edit import SearchEdit
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.busy_line import BusyLine
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind, IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import row

HALO = 3
"""How far the halo reaches beyond the box, in pixels: the box's margin to its neighbours is less by that."""

_HEIGHT = 48
_RADIUS = 10


class SearchBox(QWidget):
    """Text, and the kind that the clerk forced it to.

    Signals:
        changed(): the text or the kind is another one; not while an input method composes.
        submitted(): Enter or the button.
        left_downwards(): the down arrow.
        stopped(): Esc while the box shows that an answer is awaited; the text stays.
        escaped(): Esc in an empty box.
        scan_requested(): the scan button.
        recent_requested(): the magnifier, or Alt and the down arrow.
    """

    changed = Signal()
    submitted = Signal()
    left_downwards = Signal()
    stopped = Signal()
    escaped = Signal()
    scan_requested = Signal()
    recent_requested = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        is_command: Callable[[QKeySequence], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._forced: Kind | None = None
        self._by_phone = True
        self._edit = SearchEdit(is_command=is_command, parent=self)
        self._recent = IconButton(
            "search", theme=theme, icons=icons, side=36, size=20, name="recentButton", parent=self
        )
        self._recent.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt and the down arrow do the same
        self._chip = KindChip(theme=theme, icons=icons, parent=self)
        self._clear = IconButton("x", theme=theme, icons=icons, name="clearButton")
        self._scan = IconButton("scan-line", theme=theme, icons=icons, name="scanButton")
        self._button = Button(theme=theme, icons=icons, kind=ButtonKind.TONAL, name="searchButton")
        self._busy = BusyLine(theme=theme, parent=self)
        self._build()
        self._connect()
        self._clear.hide()
        self.show_kind(Kind.RECENT)
        self.retranslate()

    def _build(self) -> None:
        px = self._theme.px
        self._layout = row(self, spacing=px(4))
        self._layout.addWidget(self._edit, 1)
        for widget in (self._chip, self._clear, self._scan, self._button):
            self._layout.addWidget(widget)
        self._layout.insertSpacing(self._layout.indexOf(self._clear), px(4))
        self._layout.insertSpacing(self._layout.indexOf(self._button), px(4))
        for before, after in ((self._edit, self._chip), (self._chip, self._scan), (self._scan, self._button)):
            QWidget.setTabOrder(before, after)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def _connect(self) -> None:
        self._edit.textChanged.connect(self._on_text)
        self._edit.entered.connect(self.submitted)
        self._edit.left_downwards.connect(self.left_downwards)
        self._edit.escaped.connect(self._on_escape)
        self._edit.recent_wanted.connect(self.recent_requested)
        self._edit.focus_changed.connect(self._on_focus)
        self._recent.clicked.connect(self.recent_requested)
        self._chip.clicked.connect(self._offer_kinds)
        self._clear.clicked.connect(self._start_anew)
        self._scan.clicked.connect(self.scan_requested)
        self._button.clicked.connect(self.submitted)
        self._theme.changed.connect(self._fit)

    @property
    def edit(self) -> SearchEdit:
        """The line itself."""
        return self._edit

    @property
    def last_stop(self) -> QWidget:
        """Where Tab leaves the box."""
        return self._button

    @property
    def scan_button(self) -> QWidget:
        """Where a scan's popover hangs."""
        return self._scan

    @property
    def text(self) -> str:
        """What was typed."""
        return self._edit.text()

    @property
    def kind(self) -> Kind | None:
        """What the clerk says the text is; None for the program's guess."""
        return self._forced

    def set_text(self, text: str) -> None:
        """Put other text in, as if typed."""
        self._edit.setText(text)

    def take_caret(self) -> None:
        """Give the line the keyboard, all of it selected: typing starts anew."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    def show_kind(self, kind: Kind) -> None:
        """Say what the text was taken for."""
        self._chip.setVisible(kind is not Kind.RECENT)
        self._chip.show_kind(kind)

    def set_by_phone(self, by_phone: bool) -> None:
        """Name what the source can be asked for: everything, or only a number or an openId."""
        if by_phone != self._by_phone:
            self._by_phone = by_phone
            self.retranslate()

    def set_busy(self, busy: bool) -> None:
        """Show, after a moment, that an answer is awaited."""
        if busy:
            self._busy.start()
        else:
            self._busy.stop()

    def sizeHint(self) -> QSize:
        """The box and its halo."""
        return QSize(self._theme.px(400), self._theme.px(_HEIGHT) + 2 * HALO)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge and halo; the ground alone under what is typed."""
        painter = QPainter(self)
        radius = self._theme.px(_RADIUS)
        if self.rect().adjusted(HALO + radius, HALO + 2, -HALO - radius, -HALO - 2).contains(event.rect()):
            painter.fillRect(event.rect(), self._theme.color("field"))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._edit.hasFocus()
        box = QRectF(self.rect()).adjusted(HALO, HALO, -HALO, -HALO)
        if focused:
            halo = self._theme.color("accent")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setOpacity(0.2)
            painter.setBrush(halo)
            painter.drawRoundedRect(QRectF(self.rect()), radius + HALO, radius + HALO)
            painter.setOpacity(1)
        width = 1.5 if focused else 1.0
        painter.setPen(QPen(self._theme.color("accent" if focused else "edge"), width))
        painter.setBrush(self._theme.color("field"))
        painter.drawRoundedRect(box.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The busy line runs along the bottom, clear of the round corners."""
        super().resizeEvent(event)
        inset = HALO + self._theme.px(_RADIUS)
        side = self._recent.height()
        self._recent.move(HALO + self._theme.px(25) - side // 2, (self.height() - side) // 2)
        self._busy.setGeometry(inset, self.height() - HALO - 3, self.width() - 2 * inset, 2)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        everything, one = self.tr("Phone, last four digits, openId, name or pinyin"), self.tr("Buyer number or openId")
        self._edit.setPlaceholderText(everything if self._by_phone else one)
        self._edit.setAccessibleName(self.tr("Search"))
        self._button.setText(self.tr("Search"))
        self._clear.set_label(self.tr("Clear"), self.tr("Clear (Esc)"))
        self._recent.set_label(self.tr("Recent searches"), self.tr("Recent searches (Alt+↓)"))
        self._scan.set_label(self.tr("Scan"), self.tr("Scan a code (F2)"))
        self._chip.retranslate()

    def _fit(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(HALO + px(44), HALO, HALO + px(6), HALO)
        self._edit.setFont(self._theme.font(18))
        self._edit.setStyleSheet(f"font-size: {self._theme.px(18)}px;")
        self.updateGeometry()
        self.update()

    def offer(self, texts: Sequence[tuple[str, str]], forget: Callable[[], None]) -> None:
        """Drop down what was searched for: each as it is shown, and as it was typed."""
        menu = QMenu(self)
        menu.setObjectName("recentMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        for shown, text in texts:
            menu.addAction(shown.replace("&", "&&")).triggered.connect(lambda _=False, text=text: self.set_text(text))
        if texts:
            menu.addSeparator()
            menu.addAction(self.tr("Forget them")).triggered.connect(lambda _=False: forget())
        else:
            menu.addAction(self.tr("Nothing was searched for yet")).setEnabled(False)
        menu.popup(self.mapToGlobal(QPoint(HALO, self.height())))

    def _on_focus(self, focused: bool) -> None:
        self._recent.set_icon("search", "accent_text" if focused else "muted")
        self.update()

    def _on_text(self, text: str) -> None:
        self._forced = None
        self._clear.setVisible(bool(text))
        if not self._edit.is_composing:
            self.changed.emit()

    def _on_escape(self) -> None:
        if self._busy.is_shown:
            self.stopped.emit()
        elif self.text:
            self._edit.clear()
        else:
            self.escaped.emit()

    def _start_anew(self) -> None:
        self._edit.clear()
        self._edit.setFocus()

    def _offer_kinds(self) -> None:
        from wxbuyer_gui.domain.query import choices  # noqa: PLC0415  not before the first paint

        menu = QMenu(self)
        menu.setObjectName("kindMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        for kind in choices(self.text):
            action = menu.addAction(kind_name(kind))
            action.setCheckable(True)
            action.setChecked(kind is self._chip.kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self._force(kind))
        menu.popup(self._chip.mapToGlobal(QPoint(0, self._chip.height() + 4)))

    def _force(self, kind: Kind) -> None:
        self._forced = kind
        self.changed.emit()
        self._edit.setFocus()
