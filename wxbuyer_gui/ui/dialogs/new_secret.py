"""Two fields for a new password or PIN: typed twice, with what is asked of it said before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.passwords import check_new, spelled
from wxbuyer_gui.domain.permissions import Role, SecretError
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.secret_words import needed, refusal
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.secret_input import SecretInput


class NewSecret(QWidget):
    """Good enough for a role, and the same twice.

    Signals:
        entered(): Enter in the last field.
    """

    entered = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("transparent", True)
        self._role = Role.CLERK
        self._first = SecretInput(theme=theme, icons=icons, name="newSecretEdit", eye_name="newSecretEye")
        self._second = SecretInput(theme=theme, icons=icons, name="repeatSecretEdit", eye_name="repeatSecretEye")
        self._first_field = FormField(self._first, theme=theme, icons=icons)
        self._second_field = FormField(self._second, theme=theme, icons=icons)
        body = column(self, spacing=theme.px(12))
        body.addWidget(self._first_field)
        body.addWidget(self._second_field)
        self._first.entered.connect(self._second.setFocus)
        self._second.entered.connect(self.entered)
        self.retranslate()

    def set_role(self, role: Role) -> None:
        """For whom it is."""
        self._role = role
        self._first_field.set_label(self.tr("New password") if role is Role.MANAGER else self.tr("New password or PIN"))
        self._first_field.say(needed(role))

    def take_focus(self) -> None:
        """The keyboard to the first field."""
        self._first.setFocus()

    def empty(self) -> None:
        """Forget what was typed."""
        self._first.empty()
        self._second.empty()

    def checked(self, name: str) -> str | None:
        """The secret, if it is good enough and typed twice; else None, and the field says why."""
        try:
            secret = check_new(self._role, self._first.text(), name=name)
        except InvalidInputError as error:
            words = refusal(error, self._role) if isinstance(error, SecretError) else describe(error).title
            self._first_field.say(words, MessageKind.ERROR)
            self._first.setFocus()
            return None
        if spelled(self._second.text()) != secret:
            self._second_field.say(self.tr("This is not the same."), MessageKind.ERROR)
            self._second.setFocus()
            return None
        return secret

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._second_field.set_label(self.tr("Repeat it"))
        for field in (self._first, self._second):
            field.set_words(show=self.tr("Show it"), hide=self.tr("Hide it"))
        self.set_role(self._role)
