"""The second page of an import: what the file is, and which of its columns are brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.dialogs.column_table import FIELD_WIDTH, HEADER_WIDTH, INSET, SCROLL_BAR, ColumnTable
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.frame import Frame
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.segmented import Segmented
from wxbuyer_gui.ui.widgets.tile import Tile

if TYPE_CHECKING:
    from wxbuyer_gui.services.transfer.plan import Plan

_DELIMITERS = {
    ",": QT_TRANSLATE_NOOP("MappingPage", "CSV, separated by commas"),
    ";": QT_TRANSLATE_NOOP("MappingPage", "CSV, separated by semicolons"),
    "\t": QT_TRANSLATE_NOOP("MappingPage", "CSV, separated by tabs"),
}

_ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GB18030 (GBK)", "big5hkscs": "Big5", "utf-16": "UTF-16"}


class MappingPage(QWidget):
    """Kind, encoding and columns of one file.

    Signals:
        kind_chosen(str): read the file as this kind ("buyers", "members").
        encoding_chosen(str): read the file again in this encoding.
        changed(): another mapping.
    """

    kind_chosen = Signal(str)
    encoding_chosen = Signal(str)
    changed = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plan: Plan | None = None
        px = theme.px
        self._name = Label(theme=theme, px=14, bold=True, elide=Qt.TextElideMode.ElideMiddle, name="fileLabel")
        self._facts = Label(theme=theme, px=12, token="muted", wrap=True)
        self.encoding = ComboBox(theme=theme, icons=icons, name="encodingCombo")
        self.kind = Segmented(theme=theme, name="kindChoice")
        self.table = ColumnTable(theme=theme, icons=icons)
        self._heads = tuple(Label(theme=theme, px=12, token="muted") for _ in range(3))
        self._warning = MessageLine(theme=theme, icons=icons, px=13, name="doubledMessage")
        self._kind_label = Label(theme=theme, px=13, token="text2")
        words = column(spacing=px(2))
        words.addWidget(self._name)
        words.addWidget(self._facts)
        file = row(spacing=px(12))
        file.addWidget(Tile("file-spreadsheet", theme=theme, icons=icons, side=44, size=20, radius=10))
        file.addLayout(words, 1)
        file.addWidget(self.encoding)
        file.addSpacing(px(8))
        file.addWidget(self._kind_label)
        file.addWidget(self.kind)
        frame = Frame(theme=theme)
        heads = row(spacing=px(INSET), margins=(px(INSET), px(8), px(INSET) + SCROLL_BAR, px(7)))
        for head, stretch in zip(self._heads, (0, 1, 0), strict=True):
            heads.addWidget(head, stretch)
        inside = column(frame, margins=(1, 1, 1, 6))
        inside.addLayout(heads)
        inside.addWidget(self.table, 1)
        body = column(self, spacing=px(12))
        body.addLayout(file)
        body.addWidget(self._warning)
        body.addWidget(frame, 1)
        self.kind.currentIndexChanged.connect(lambda _index: self.kind_chosen.emit(self.kind.currentData()))
        self.encoding.activated.connect(lambda _index: self.encoding_chosen.emit(self.encoding.currentData()))
        self.table.changed.connect(self.changed)
        theme.changed.connect(self._fit)
        self._fit()
        self.retranslate()

    def show_plan(self, plan: Plan) -> None:
        """Show a file and how it is read now."""
        self._plan = plan
        blocked = self.kind.blockSignals(True)
        self.kind.set_value(plan.kind.value)
        self.kind.blockSignals(blocked)
        self.encoding.clear()
        for encoding in plan.encodings:
            self.encoding.addItem(_ENCODINGS.get(encoding, encoding), encoding)
        self.encoding.setCurrentIndex(self.encoding.findData(plan.sheet.encoding))
        self.encoding.setVisible(bool(plan.sheet.encoding))
        self.table.fill(plan)
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        for head, text in zip(
            self._heads, (self.tr("Column in the file"), self.tr("First rows"), self.tr("Imported as")), strict=True
        ):
            head.setText(text)
        self._kind_label.setText(self.tr("The rows are"))
        self.kind.setAccessibleName(self._kind_label.text())
        self.encoding.setAccessibleName(self.tr("Encoding"))
        self.kind.set_choices(((self.tr("Buyers"), "buyers"), (self.tr("Members"), "members")))
        self.table.retranslate()
        if self._plan is None:
            return
        sheet = self._plan.sheet
        self._name.setText(sheet.path.name)
        width = len(sheet.headers)
        columns = QCoreApplication.translate("MappingPage", "%n columns", "", width)
        parts = self.tr(_DELIMITERS[sheet.delimiter]) if sheet.encoding else self.tr("Excel, first sheet")
        self._facts.setText(self.tr("{format}, {columns}").format(format=parts, columns=columns))
        twice = self.tr(", ").join(self._plan.doubled)
        text = self.tr("Headers that occur twice: {headers}. Only the first of each is read.").format(headers=twice)
        self._warning.say(text if twice else "", MessageKind.WARN)

    def _fit(self) -> None:
        px = self._theme.px
        self.encoding.setFixedWidth(px(170))
        self.kind.setFixedWidth(px(220))
        self._heads[0].setFixedWidth(px(HEADER_WIDTH))
        self._heads[2].setFixedWidth(px(FIELD_WIDTH))
