"""备注名 of a buyer: one line that turns into a field. Enter saves, Esc leaves it as it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.models import LONGEST_ALIAS, WxBuyingUser
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.ui.models.result_row import name_hits
from wxbuyer_gui.ui.operations import Operations, new_operation_id
from wxbuyer_gui.ui.panes.field_row import FieldRow
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.waiting_words import is_new
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.runs import Run, text_runs

_GAP = 8
_RIGHT = 7
_NARROWEST = 110
"""Room for a name; the keys beside it give way where there is less."""


class AliasRow(QWidget):
    """Shows what staff call a buyer, and lets them say otherwise.

    Signals:
        failed(Exception): the name could not be stored; what was typed stays in the field.
    """

    failed = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._operations = operations
        self._buyer = WxBuyingUser()
        self._alias = ""
        self._query = Query()
        self._operation_id = ""
        self.row = FieldRow(theme=theme, icons=icons, name="aliasValue", can_edit=True)
        self._label = Label(theme=theme, px=13, token="muted")
        self._edit = Input(theme=theme, icons=icons, name="aliasEdit")
        self._edit.setMaxLength(LONGEST_ALIAS)
        self._keys = Label(theme=theme, px=12, token="muted")
        self._editor = QWidget()
        line = row(self._editor, spacing=theme.px(_GAP), margins=(0, 0, theme.px(_RIGHT), 0))
        line.addWidget(self._label)
        line.addWidget(self._edit, 1)
        line.addWidget(self._keys)
        outer = column(self)
        outer.addWidget(self.row)
        outer.addWidget(self._editor)
        self._editor.hide()
        self.row.edit_requested.connect(self._open)
        self._edit.entered.connect(self._save)
        self._edit.installEventFilter(self)

    def show_buyer(self, buyer: WxBuyingUser, alias: str, query: Query) -> None:
        """Show what staff call somebody; a field that is open stays so for the same buyer."""
        if buyer.id != self._buyer.id:
            self._close()
        self._buyer, self._alias, self._query = buyer, alias, query
        self._fill()

    def forget(self) -> None:
        """Nobody is shown any more."""
        self._close()
        self._buyer, self._alias = WxBuyingUser(), ""

    def fit(self) -> None:
        """Follow the room that the line was given."""
        self._label.setFixedWidth(self.row.label_width)
        self._editor.setFixedHeight(max(self.row.height(), self._edit.sizeHint().height()))
        self._fit_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for the keys, or none."""
        super().resizeEvent(event)
        self._fit_keys()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        label = self.tr("Alias")
        self.row.name_it(label, edit=self.tr("Change the alias"))
        self._label.setText(label)
        keys = self.tr("Enter saves, Esc leaves it")
        self._edit.setAccessibleName(label)
        self._edit.setAccessibleDescription(keys)
        self._edit.setToolTip(keys)
        self._edit.setPlaceholderText(self.tr("Only seen here"))
        self._keys.setText(keys)
        self._fit_keys()
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc is this field's while it is open, not the window's."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and not self._edit.is_composing:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _fit_keys(self) -> None:
        px = self._theme.px
        taken = self._label.width() + self._keys.sizeHint().width() + px(2 * _GAP + _RIGHT)
        self._keys.setVisible(self.width() - taken >= px(_NARROWEST))

    def _fill(self) -> None:
        alias = self._alias
        self.row.show_value(text_runs(alias, name_hits(alias, self._query)) or (Run("—"),), empty=not alias)
        is_open = self._operations.is_open
        may = is_open and self._operations.session.desk.operators.current.may(Right.ALIAS)
        self.row.show_edit(may and self._buyer.id is not None and not is_new(self._buyer))

    def _open(self) -> None:
        self._operation_id = new_operation_id()
        self._edit.setText(self._alias)
        self.row.hide()
        self._editor.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.selectAll()

    def _close(self) -> None:
        self._editor.hide()
        self.row.show()

    def _leave(self) -> None:
        self._close()
        self.row.take_edit_focus()

    def _save(self) -> None:
        text, buyer = self._edit.text().strip(), self._buyer
        if text == self._alias:
            self._leave()
            return
        self._operations.rename(
            buyer,
            text,
            base=self._alias,
            operation_id=self._operation_id,
            owner=self,
            on_success=lambda _outcome: self._saved(buyer, text),
            on_error=self.failed.emit,
        )

    def _saved(self, buyer: WxBuyingUser, text: str) -> None:
        if buyer.id == self._buyer.id:
            self._alias = text
            self._fill()
            self._leave()
