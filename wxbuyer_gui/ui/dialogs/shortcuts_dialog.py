"""快捷键: every command with its keys, and the keys of the search box, the list and the forms."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.dialogs.shortcut_words import Group, Line, about, groups
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.filter_edit import FilterEdit
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.key_cap import KeyCap
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.marks import Ink, RunsLabel
from wxbuyer_gui.ui.widgets.runs import text_runs
from wxbuyer_gui.ui.widgets.side_window import SideWindow

_SIZE = (820, 620)
_SMALLEST = (800, 420)
_MARGIN = 28
_GAP = 40
_TOP = Qt.AlignmentFlag.AlignTop


class ShortcutsDialog(SideWindow):
    """Two columns under a field that filters: by what is done, or by the key."""

    def __init__(self, owner: QWidget, *, theme: Theme, icons: Icons, actions: Actions) -> None:
        super().__init__(owner, theme=theme, name="shortcutsDialog", size=_SIZE, smallest=_SMALLEST)
        self._actions = actions
        self._title = Label(theme=theme, px=18, bold=True)
        self._filter = FilterEdit(theme=theme, icons=icons, name="shortcutsFilter")
        self._close = IconButton("x", theme=theme, icons=icons, name="closeButton")
        self._scroll = QScrollArea()
        self._build()
        self._filter.textChanged.connect(self._fill)
        self._filter.left_downwards.connect(self._scroll.setFocus)
        self._close.clicked.connect(self.close)
        theme.changed.connect(self._fit)
        theme.changed.connect(self._fill)
        self.retranslate()

    def _build(self) -> None:
        self._head = row()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._filter, 1)
        self._head.addWidget(self._close)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        outer = column(self)
        outer.addLayout(self._head)
        outer.addWidget(self._scroll, 1)
        self._fit()

    def open(self) -> None:
        """Show it, ready to filter."""
        super().open()
        self._filter.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._title.setText(self.tr("Keyboard shortcuts"))
        self._filter.setPlaceholderText(self.tr("What, or which key"))
        self._filter.setAccessibleName(self.tr("Filter"))
        self._scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        self._close.set_label(self.tr("Close"), self.tr("Close (Esc)"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._actions.retranslate()  # the words come from there, whoever hears of the language first
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White, with a hairline below the head."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, self._scroll.y() - 1, self.width(), 1, self._theme.color("line"))

    def _fill(self) -> None:
        """Fill the two columns anew, with about as many lines in each."""
        px = self._theme.px
        needle = self._filter.text().strip()
        views = [_group_view(group, needle, theme=self._theme) for group in about(needle, groups(self._actions))]
        columns = (column(spacing=px(20)), column(spacing=px(20)))
        half = sum(view.sizeHint().height() for view in views) / 2
        before = 0
        for view in views:
            height = view.sizeHint().height()
            columns[before + height / 2 > half].addWidget(view)
            before += height
        both = row(spacing=px(_GAP), margins=(px(_MARGIN), px(16), px(_MARGIN), px(20)))
        for each in columns:
            each.addStretch()
            both.addLayout(each, 1)
        if not views:
            both.insertWidget(0, Label(self.tr("No key for that"), theme=self._theme, token="muted"), 0, _TOP)
        page = QWidget()
        page.setObjectName("shortcutsPage")
        page.setProperty("transparent", True)
        page.setLayout(both)
        self._scroll.setWidget(page)
        page.setAutoFillBackground(False)

    def _fit(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(_MARGIN), px(17), px(16), px(16))
        self._head.setSpacing(px(12))


def _group_view(group: Group, needle: str, *, theme: Theme) -> QWidget:
    """A heading and its lines."""
    view = QWidget()
    content = column(view, spacing=theme.px(2))
    content.addWidget(Label(group.heading, theme=theme, px=14, bold=True))
    content.addSpacing(theme.px(4))
    for line in group.lines:
        content.addWidget(_line_view(line, needle, theme=theme))
    return view


def _line_view(line: Line, needle: str, *, theme: Theme) -> QWidget:
    """What is done at the left, with ``needle`` marked; the caps at the right."""
    view = QWidget()
    content = row(view, spacing=theme.px(6))
    start = line.text.casefold().find(needle.casefold()) if needle else -1
    text = RunsLabel(theme=theme, ink=Ink(px=13, token="text2"))
    text.set_runs(text_runs(line.text, ((start, start + len(needle)),) if start >= 0 else ()))
    content.addWidget(text, 1)
    for keys in line.keys:
        content.addWidget(KeyCap(keys, theme=theme))
    view.setMinimumHeight(theme.px(26))
    view.setAccessibleName(" ".join((line.text, ", ".join(line.keys))))
    return view
