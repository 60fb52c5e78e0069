"""Whom to forget: a pasted list, a file, or those whom nobody has seen for long."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.segmented import Segmented

LIST, UNSEEN = "list", "unseen"
MONTHS = (12, 24, 36, 60)
_EXAMPLE = "#1207\noGZUI0egBJY1zhBYw2KhdUfwVJJE\n13800138000"


class ForgetInput(QWidget):
    """The first page of forgetting many.

    Signals:
        changed(): something else was chosen or typed.
        file_chosen(Path): take this file.
        months_chosen(int): another number of months.
    """

    changed = Signal()
    file_chosen = Signal(object)
    months_chosen = Signal(int)

    def __init__(self, *, theme: Theme, icons: Icons, months: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.source = Segmented(theme=theme, name="forgetSource")
        self._source_field = FormField(self.source, theme=theme, icons=icons)
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("peopleEdit")
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(_EXAMPLE)
        self.edit.textChanged.connect(self.changed)
        self._how = Label(theme=theme, px=13, token="text2", wrap=True)
        self.choose_button = Button(theme=theme, icons=icons, icon="folder-open", name="chooseButton")
        self.choose_button.clicked.connect(self._choose)
        self._or = Label(theme=theme, px=13, token="muted", wrap=True)
        foot = row(spacing=px(12))
        foot.addWidget(self.choose_button)
        foot.addWidget(self._or, 1)
        list_page, unseen_page = QWidget(), QWidget()
        listing = column(list_page, spacing=px(8))
        for widget in (self._how, self.edit):
            listing.addWidget(widget, int(widget is self.edit))
        listing.addLayout(foot)
        self.months = ComboBox(theme=theme, icons=icons, name="monthsCombo")
        self._months_field = FormField(self.months, theme=theme, icons=icons)
        self._meaning = Label(theme=theme, px=13, token="text2", wrap=True)
        waiting = column(unseen_page, spacing=px(12))
        waiting.addWidget(self._months_field)
        waiting.addWidget(self._meaning)
        waiting.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(list_page)
        self._pages.addWidget(unseen_page)
        body = column(self, spacing=px(14))
        body.addWidget(self._source_field)
        body.addWidget(self._pages, 1)
        self._offered = sorted({*MONTHS, months})
        self.retranslate()
        self.source.set_value(LIST)
        self.months.setCurrentIndex(self._offered.index(months))
        self.source.currentIndexChanged.connect(self._switch)
        self.months.currentIndexChanged.connect(lambda _index: self.months_chosen.emit(self.chosen_months))

    @property
    def is_list(self) -> bool:
        """Whether a list is meant."""
        return bool(self.source.currentData() == LIST)

    @property
    def lines(self) -> list[str]:
        """The lines of the list."""
        return self.edit.toPlainText().splitlines()

    @property
    def chosen_months(self) -> int:
        """How long somebody must not have been seen."""
        return self._offered[max(self.months.currentIndex(), 0)]

    @property
    def is_complete(self) -> bool:
        """Whether there is anything to look through."""
        return not self.is_list or any(line.strip() for line in self.lines)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.source.set_choices(((self.tr("By a list"), LIST), (self.tr("Not seen for long"), UNSEEN)))
        self._source_field.set_label(self.tr("Whom"))
        self._how.setText(self.tr("One buyer a line: #number, openId or the whole phone of the buyer."))
        self.edit.setAccessibleName(self._how.text())
        self.choose_button.setText(self.tr("Choose a file…"))
        self._or.setText(self.tr("CSV or Excel, with a column for number, openId or phone."))
        self._months_field.set_label(self.tr("Not seen for"))
        kept = self.months.currentIndex()
        blocked = self.months.blockSignals(True)
        self.months.clear()
        for number in self._offered:
            self.months.addItem(self.tr("{months} months").format(months=number), number)
        self.months.setCurrentIndex(max(kept, 0))
        self.months.blockSignals(blocked)
        self._meaning.setText(
            self.tr(
                "Proposed are buyers without a member for whom nothing was written or revealed in that time. Who came "
                "by an import counts as seen at the last one; somebody of whom no date is known is never proposed. "
                "Nobody is forgotten before you say so."
            )
        )

    def _switch(self) -> None:
        self._pages.setCurrentIndex(0 if self.is_list else 1)
        self.changed.emit()

    def _choose(self) -> None:
        ask_for_file(
            self,
            caption=self.tr("Forget buyers"),
            start=Path.home(),
            kinds=self.tr("Tables (*.xlsx *.csv *.txt)"),
            on_chosen=lambda path: self.file_chosen.emit(Path(path)),
        )
