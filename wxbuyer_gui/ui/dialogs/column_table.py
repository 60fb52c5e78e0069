"""Which column of a file is which field: one line per column, with what stands in its first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from wxbuyer_gui.ui.dialogs.transfer_words import field_name, quiet
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label

if TYPE_CHECKING:
    from wxbuyer_gui.services.transfer.plan import Plan

_LINE = 46
_SHOWN = 3
_MOST = 200  # of the 16,384 that a sheet may have; known headers further right are listed too
INSET = 16
HEADER_WIDTH = 220
FIELD_WIDTH = 210
SCROLL_BAR = 10  # of the stylesheet, in every scale


class ColumnTable(QScrollArea):
    """Lines of header, sample and choice. A field belongs to one column: choosing it again takes it off the other.

    Signals:
        changed(): another mapping.
    """

    changed = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columnTable")
        self._theme = theme
        self._icons = icons
        self._fields: tuple[str, ...] = ()
        self._of_members = False
        self._combos: dict[int, ComboBox] = {}
        self._headers: list[Label] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its room is always kept, so that the heads above stand where the columns do.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setEnabled(False)
        self.verticalScrollBar().rangeChanged.connect(self._show_handle)
        theme.changed.connect(self._fit)

    @property
    def mapping(self) -> dict[str, int]:
        """Field → index of its column."""
        return {combo.currentData(): column for column, combo in self._combos.items() if combo.currentData()}

    def fill(self, plan: Plan) -> None:
        """Show the columns of a file, and where its fields are now."""
        self._fields = plan.fields
        self._of_members = plan.kind == "members"
        by_column = {column: field for field, column in plan.mapping.items()}
        self._combos, self._headers = {}, []
        lines = _Lines(theme=self._theme)
        grid = lines.grid
        px = self._theme.px
        grid.setContentsMargins(px(INSET), 0, px(INSET), 0)
        grid.setHorizontalSpacing(px(INSET))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        shown = [column for column in range(len(plan.sheet.headers)) if column < _MOST or column in by_column]
        for line, column in enumerate(shown):
            header = " ".join(plan.sheet.headers[column].split())
            is_address = by_column.get(column) == "address"
            values = [quiet(row[column], is_address=is_address) for row in plan.sample if column < len(row)]
            telling = [value for value in dict.fromkeys(values) if value][:_SHOWN]
            elide = Qt.TextElideMode.ElideRight
            name = Label(header or self.tr("(no header)"), theme=self._theme, elide=elide)
            some = self.tr(", ").join(telling) or "—"
            text = Label(some, theme=self._theme, px=13, token="muted", elide=elide, name="columnSample")
            combo = self._combos[column] = self._combo(header, by_column.get(column, ""))
            self._headers.append(name)
            grid.setRowMinimumHeight(line, px(_LINE))
            for place, widget in enumerate((name, text, combo)):
                grid.addWidget(widget, line, place, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(len(shown), 1)
        self.setWidget(lines)
        self._fit()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        for combo in self._combos.values():
            combo.setAccessibleName(self.tr("Column {header}").format(header=combo.property("header")))
            combo.setItemText(0, self.tr("Not imported"))
            for place, field in enumerate(self._fields, 1):
                combo.setItemText(place, self._name(field))

    def _combo(self, header: str, field: str) -> ComboBox:
        combo = ComboBox(theme=self._theme, icons=self._icons)
        combo.addItem(self.tr("Not imported"), "")
        for each in self._fields:
            combo.addItem(self._name(each), each)
        combo.setCurrentIndex(combo.findData(field))
        combo.setProperty("header", header)
        combo.setAccessibleName(self.tr("Column {header}").format(header=header))
        combo.activated.connect(lambda _index: self._on_chosen(combo))
        return combo

    def _show_handle(self, lowest: int, highest: int) -> None:
        """A handle only where there is something to scroll: one that is disabled is not painted."""
        self.verticalScrollBar().setEnabled(highest > lowest)

    def _fit(self) -> None:
        for header in self._headers:
            header.setFixedWidth(self._theme.px(HEADER_WIDTH))
        for combo in self._combos.values():
            combo.setFixedWidth(self._theme.px(FIELD_WIDTH))

    def _name(self, field: str) -> str:
        return field_name(field, of_members=self._of_members)

    def _on_chosen(self, chosen: ComboBox) -> None:
        for combo in self._combos.values():
            if combo is not chosen and combo.currentData() == chosen.currentData():
                combo.setCurrentIndex(0)
        self.changed.emit()


class _Lines(QWidget):
    """The ground of the lines, with hairlines between them."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.grid = QGridLayout(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        for line in range(1, self.grid.rowCount()):
            top = self.grid.cellRect(line, 0).top()
            painter.fillRect(self._theme.px(INSET), top, self.width(), 1, self._theme.color("line"))
