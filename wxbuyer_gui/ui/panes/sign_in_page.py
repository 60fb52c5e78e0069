"""What fills the panel while nobody is signed in: who, the password or PIN, and why it was not taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.permissions import Operator, SecretError
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.secret_words import refusal
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.name_combo import NameCombo
from wxbuyer_gui.ui.widgets.secret_input import SecretInput

_WIDTH = 300


class _Form(QWidget):
    """As high as its words need at its width, which a centred widget is not by itself."""

    def fit(self, width: int) -> None:
        """Be this wide, and as high as that takes."""
        body = self.layout()
        assert body is not None
        height = body.totalHeightForWidth(width) if body.hasHeightForWidth() else body.totalSizeHint().height()
        self.setFixedSize(width, height)

    def event(self, event: QEvent) -> bool:
        """Other words may need another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit(self.width())
        return super().event(event)


class SignInPage(MessagePage):
    """The operator is picked from the list or typed; Enter goes on, from the secret it signs in.

    Signals:
        submitted(str, str): a name and a secret are to be tried.
    """

    submitted = Signal(str, str)

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, icon="user-round", parent=parent)
        self.setObjectName("signInPage")
        self._locked: Operator | None = None
        self._warned: Callable[[], str] | None = None
        self._is_busy = False
        self._error: Exception | None = None
        self._name = NameCombo(theme=theme, icons=icons, name="operatorCombo")
        self._secret = SecretInput(theme=theme, icons=icons, name="secretEdit", eye_name="secretEye")
        self._name_field = FormField(self._name, theme=theme, icons=icons)
        self._secret_field = FormField(self._secret, theme=theme, icons=icons)
        self._button = Button(theme=theme, icons=icons, kind=ButtonKind.PRIMARY, name="signInButton")
        self._message = MessageLine(theme=theme, icons=icons, px=13, name="signInMessage")
        form = _Form()
        form.setProperty("transparent", True)
        body = column(form, spacing=theme.px(12))
        for widget in (self._name_field, self._secret_field, self._button, self._message):
            body.addWidget(widget)
        self._form = form
        self.below.addWidget(form, 0, Qt.AlignmentFlag.AlignHCenter)
        self._name.entered.connect(self._secret.setFocus)
        self._secret.entered.connect(self.submit)
        self._secret.textEdited.connect(self._on_edited)
        self._button.clicked.connect(self.submit)
        theme.changed.connect(self._fit)
        self._fit()

    def ask(self, names: Sequence[str], *, locked: Operator | None, warning: Callable[[], str] | None = None) -> None:
        """Begin anew with these names; ``locked`` is who locked the counter, ``warning`` what somebody else is told."""
        self._locked, self._warning, self._warned = locked, warning, None
        self._is_busy, self._error = False, None
        self._name.offer(names, locked.name if locked is not None else "")
        self._secret.empty()
        self.retranslate()
        self._lock(False)
        self.take_focus()

    def take_focus(self) -> None:
        """The keyboard where something is missing."""
        (self._secret if self._name.text else self._name).setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Try what was typed. Somebody else than who locked the counter is told first what that means."""
        if self._is_busy:
            return
        self._error = None
        if not self._name.text:
            self._name.setFocus()
            return
        if not self._secret.text():
            self._secret.setFocus()
            return
        is_other = self._locked is not None and self._name.text != self._locked.name
        if is_other and self._warning is not None and self._warned is None and self._warning():
            self._warned = self._warning
            self._say_again()
            return
        self._lock(True)
        self.submitted.emit(self._name.text, self._secret.text())

    def show_refusal(self, error: Exception) -> None:
        """It was not taken; the name stays."""
        self._error, self._warned = error, None
        self._lock(False)
        self._secret.empty()
        self._secret.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        if self._locked is not None:
            self.set_tile("lock")
            words = self.tr("{name} goes on where it was left; anybody else may sign in, too.")
            self.say(self.tr("Locked"), words.format(name=self._locked.name))
        else:
            self.set_tile("user-round")
            self.say(self.tr("Sign in"), self.tr("Nothing is shown until somebody has signed in."))
        self._name_field.set_label(self.tr("Operator"))
        self._secret_field.set_label(self.tr("Password or PIN"))
        self._secret.set_words(show=self.tr("Show it"), hide=self.tr("Hide it"))
        self._say_again()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lock(self, busy: bool) -> None:
        self._is_busy = busy
        for widget in (self._name, self._secret, self._button):
            widget.setDisabled(busy)
        self._say_again()

    def _say_again(self) -> None:
        self._button.setText(self.tr("Sign in all the same") if self._warned else self.tr("Sign in"))
        if self._is_busy:
            self._message.say(self.tr("One moment…"))
        elif isinstance(self._error, SecretError):
            self._message.say(refusal(self._error), MessageKind.ERROR)
        elif self._error is not None:
            self._message.say(describe(self._error).title, MessageKind.ERROR)
        elif self._warned is not None:
            self._message.say(self._warned(), MessageKind.WARN)
        else:
            self._message.say("")

    def _on_edited(self) -> None:
        if self._error is not None:
            self._error = None
            self._say_again()

    def _fit(self) -> None:
        self._form.fit(self._theme.px(_WIDTH))
