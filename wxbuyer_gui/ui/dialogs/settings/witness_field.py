"""Buyers of a server that cannot be asked any more, typed or pasted by somebody who knows them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wxbuyer_gui.domain.comparison import ENOUGH, witnesses_in
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import InputState

_EXAMPLE = "8812  oGZUI0egBJY1zhBYw2KhdUfwVJJE"


class WitnessField(FormField):
    """Five lines, each a buyer's number and openId; hidden until they are asked for."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        edit = QPlainTextEdit()
        super().__init__(edit, theme=theme, icons=icons, parent=parent)
        edit.setObjectName("witnessEdit")
        edit.setTabChangesFocus(True)
        edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        edit.setPlaceholderText(_EXAMPLE)
        edit.textChanged.connect(self._on_typed)
        self._edit = edit
        self.hide()
        theme.changed.connect(self._fit_lines)
        self._fit_lines()

    def ask(self) -> None:
        """Show the field, and lead there."""
        self.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self) -> None:
        """Ask nothing."""
        self._edit.clear()
        self.say("")
        self.hide()

    def witnesses(self) -> tuple[WxBuyingUser, ...] | None:
        """The buyers; () where none are asked for, and None, marked, for what is no five buyers."""
        if self.isHidden():
            return ()
        try:
            return witnesses_in(self._edit.toPlainText())
        except InvalidInputError as error:
            is_short = error.code == "E-WITNESS-COUNT"
            self.say(self._too_few() if is_short else self._no_buyer(), MessageKind.ERROR)
            return None

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_label(self.tr("Five buyers of this shop: number and openId, one a line"))

    def mark(self, state: InputState) -> None:
        """Recolour the edge."""
        self._edit.setProperty("state", state.value)
        self._edit.style().unpolish(self._edit)
        self._edit.style().polish(self._edit)

    def _too_few(self) -> str:
        return self.tr("{count} different buyers are needed").format(count=ENOUGH)

    def _no_buyer(self) -> str:
        return self.tr("A line is no number with an openId behind it")

    def _on_typed(self) -> None:
        if self.has_error:
            self.say("")

    def _fit_lines(self) -> None:
        line = QFontMetricsF(self._edit.font()).lineSpacing()
        self._edit.setFixedHeight(round(line * ENOUGH) + self._theme.px(18))
