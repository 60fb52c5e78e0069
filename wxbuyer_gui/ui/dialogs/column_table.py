"""Which column of a file is which field: one line per column, with what stands in its first rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from wxbuyer_gui.ui.dialogs.transfer_words import field_name, quiet
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label

_LINE = 46
_SHOWN = 3
_COMBO = 210


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
        self._combos: list[ComboBox] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def mapping(self) -> dict[str, int]:
        """Field → index of its column."""
        chosen = ((combo.currentData(), column) for column, combo in enumerate(self._combos))
        return {field: column for field, column in chosen if field}

    def fill(
        self,
        headers: Sequence[str],
        sample: Sequence[Sequence[object]],
        fields: Sequence[str],
        chosen: Mapping[str, int],
    ) -> None:
        """Show a file's columns; ``chosen`` is where the fields are now."""
        self._fields = tuple(fields)
        by_column = {column: field for field, column in chosen.items()}
        self._combos = []
        lines = _Lines(theme=self._theme)
        grid = lines.grid
        px = self._theme.px
        grid.setContentsMargins(px(16), 0, px(12), 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for column, header in enumerate(headers):
            values = [quiet(row[column]) for row in sample if column < len(row)]
            shown = [value for value in values if value][:_SHOWN]
            elide = Qt.TextElideMode.ElideRight
            name = Label(header or self.tr("(no header)"), theme=self._theme, elide=elide)
            text = Label(self.tr(", ").join(shown) or "—", theme=self._theme, px=13, token="muted", elide=elide)
            combo = self._combo(header, by_column.get(column, ""))
            grid.setRowMinimumHeight(column, px(_LINE))
            for place, widget in enumerate((name, text, combo)):
                grid.addWidget(widget, column, place, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(len(headers), 1)
        self.setWidget(lines)

    def _combo(self, header: str, field: str) -> ComboBox:
        combo = ComboBox(theme=self._theme, icons=self._icons)
        combo.setFixedWidth(self._theme.px(_COMBO))
        combo.addItem(self.tr("Not imported"), "")
        for each in self._fields:
            combo.addItem(field_name(each), each)
        combo.setCurrentIndex(combo.findData(field))
        combo.setAccessibleName(self.tr("Column {header}").format(header=header))
        combo.activated.connect(lambda _index: self._on_chosen(combo))
        self._combos.append(combo)
        return combo

    def _on_chosen(self, chosen: ComboBox) -> None:
        for combo in self._combos:
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
            painter.fillRect(self._theme.px(16), top, self.width(), 1, self._theme.color("line"))
