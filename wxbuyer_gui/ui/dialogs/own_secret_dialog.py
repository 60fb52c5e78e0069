"""Whoever is signed in takes another password or PIN."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.permissions import SecretError
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.new_secret import NewSecret
from wxbuyer_gui.ui.dialogs.tool_window import ToolWindow
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.secret_words import refusal
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.secret_input import SecretInput

if TYPE_CHECKING:
    from wxbuyer_gui.services.staff import Staff

_SIZE = (460, 400)


class OwnSecretDialog(ToolWindow):
    """The old one, and the new one twice.

    Signals:
        changed(): it is another one now; the window goes away.
    """

    changed = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, runner: Runner, staff: Staff, parent: QWidget) -> None:
        super().__init__(theme=theme, icons=icons, name="ownSecretDialog", size=_SIZE, smallest=_SIZE, parent=parent)
        self._runner = runner
        self._staff = staff
        self._operator = staff.operators.current
        self._is_busy = False
        self._old = SecretInput(theme=theme, icons=icons, name="oldSecretEdit", eye_name="oldSecretEye")
        self._old_field = FormField(self._old, theme=theme, icons=icons)
        self._new = NewSecret(theme=theme, icons=icons)
        self._new.set_role(self._operator.role)
        page = QWidget()
        page.setProperty("transparent", True)
        body = column(page, spacing=theme.px(12))
        body.addWidget(self._old_field)
        body.addWidget(self._new)
        body.addStretch(1)
        self.pages.addWidget(page)
        self._old.entered.connect(self._new.take_focus)
        self._new.entered.connect(self.go_on)
        self.retranslate()
        self._old.setFocus()

    def go_on(self) -> None:
        """Try it."""
        if self._is_busy:
            return
        if not self._old.text():
            self._old.setFocus()
            return
        new = self._new.checked(self._operator.name)
        if new is None:
            return
        self._set_busy(True)
        self._runner.submit(
            partial(self._staff.change_own_secret, self._old.text(), new),
            on_success=lambda _: self._end(),
            on_error=self._refuse,
            owner=self,
            must_finish=True,
        )

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_titles(self.tr("Change my password or PIN"), self._operator.name)
        self._old_field.set_label(self.tr("Current password or PIN"))
        self._old.set_words(show=self.tr("Show it"), hide=self.tr("Hide it"))
        self._new.retranslate()
        self._set_busy(self._is_busy)

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._old.setDisabled(busy)
        self._new.setDisabled(busy)
        self.set_buttons(cancel=self.tr("Cancel"), submit=self.tr("Change it"), enabled=not busy)

    def _end(self) -> None:
        self.changed.emit()
        self.close()

    def _refuse(self, error: Exception) -> None:
        self._set_busy(False)
        self._old.empty()
        self._old.setFocus()
        words = refusal(error, self._operator.role) if isinstance(error, SecretError) else describe(error).title
        self._old_field.say(words, MessageKind.ERROR)
