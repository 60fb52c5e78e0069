"""What is done about one operator: take somebody on, another name, role or password, out of service."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from wxbuyer_gui.domain.permissions import Person, Role
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.new_secret import NewSecret
from wxbuyer_gui.ui.dialogs.staff_dialog import StaffDialog
from wxbuyer_gui.ui.role_words import role_name
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.notice import NoticeKind
from wxbuyer_gui.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from wxbuyer_gui.services.staff import Staff


class _NameField(FormField):
    """A name that may not be empty."""

    def __init__(self, *, theme: Theme, icons: Icons) -> None:
        self.input = Input(theme=theme, icons=icons, name="operatorNameEdit")
        super().__init__(self.input, theme=theme, icons=icons)

    def checked(self) -> str:
        """The name; '' where there is none, and the field says so."""
        name = self.input.text().strip()
        if not name:
            self.say(self.tr("A name is missing."), MessageKind.ERROR)
            self.input.setFocus()
        return name


class AddOperatorDialog(StaffDialog):
    """Name, role and secret of somebody new; the first one is a manager."""

    def __init__(
        self, *, theme: Theme, icons: Icons, runner: Runner, staff: Staff, first: bool, parent: QWidget
    ) -> None:
        dress = {"theme": theme, "icons": icons}
        super().__init__(**dress, runner=runner, staff=staff, name="addOperatorDialog", height=470, parent=parent)
        self._first = first
        self._name = _NameField(**dress)
        self._role = Segmented(theme=theme, name="operatorRole")
        self._role_field = FormField(self._role, theme=theme, icons=icons)
        self._role_field.setHidden(first)
        self._note = Label(theme=theme, px=13, token="text2", wrap=True)
        self._note.setVisible(first)
        self._secret = NewSecret(**dress)
        for widget in (self._note, self._name, self._role_field, self._secret):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.retranslate()
        self._role.set_value(Role.MANAGER if first else Role.CLERK)
        self._follow_role()
        self._role.currentIndexChanged.connect(self._follow_role)
        self._name.input.entered.connect(self._secret.take_focus if first else self._role.setFocus)
        self._role.entered.connect(self._secret.take_focus)
        self._secret.entered.connect(self.go_on)
        self._name.input.setFocus()

    def work(self) -> Callable[[], object] | None:
        """Take somebody on."""
        name = self._name.checked()
        secret = self._secret.checked(name) if name else None
        return None if secret is None else partial(self._staff.add, name, self._chosen_role, secret)

    def verb(self) -> str:
        """The word of the green button."""
        return self.tr("Add")

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        title = self.tr("Add the first manager") if self._first else self.tr("Add an operator")
        self.set_titles(title, self.tr("Name and role stand in the history of what is done"))
        self._note.setText(
            self.tr("From now on somebody has to sign in here. Keep the password safe: nobody can read it out again.")
        )
        self._name.set_label(self.tr("Name"), required=True)
        self._role_field.set_label(self.tr("Role"))
        self._role.set_choices(tuple((role_name(role), role) for role in (Role.CLERK, Role.MANAGER)))
        self._secret.retranslate()
        super().retranslate()

    @property
    def _chosen_role(self) -> Role:
        return Role.MANAGER if self._first else Role(self._role.currentData())

    def _follow_role(self) -> None:
        self._secret.set_role(self._chosen_role)


class RenameOperatorDialog(StaffDialog):
    """Another name, in the history too."""

    def __init__(
        self, *, theme: Theme, icons: Icons, runner: Runner, staff: Staff, person: Person, parent: QWidget
    ) -> None:
        dress = {"theme": theme, "icons": icons}
        super().__init__(**dress, runner=runner, staff=staff, name="renameOperatorDialog", height=250, parent=parent)
        self._person = person
        self._name = _NameField(**dress)
        self._name.input.setText(person.operator.name)
        self.body.addWidget(self._name)
        self.body.addStretch(1)
        self._name.input.entered.connect(self.go_on)
        self.retranslate()
        self._name.input.setFocus()
        self._name.input.selectAll()

    def work(self) -> Callable[[], object] | None:
        """Rename."""
        name = self._name.checked()
        return partial(self._staff.rename, self._person.operator.id or 0, name) if name else None

    def verb(self) -> str:
        """The word of the green button."""
        return self.tr("Rename")

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_titles(self.tr("Rename the operator"), self._person.operator.name)
        self._name.set_label(self.tr("Name"), required=True)
        super().retranslate()


class OperatorSecretDialog(StaffDialog):
    """Another password or PIN for somebody."""

    def __init__(
        self, *, theme: Theme, icons: Icons, runner: Runner, staff: Staff, person: Person, parent: QWidget
    ) -> None:
        dress = {"theme": theme, "icons": icons}
        super().__init__(**dress, runner=runner, staff=staff, name="operatorSecretDialog", height=340, parent=parent)
        self._person = person
        self._secret = NewSecret(**dress)
        self._secret.set_role(person.operator.role)
        self.body.addWidget(self._secret)
        self.body.addStretch(1)
        self._secret.entered.connect(self.go_on)
        self.retranslate()
        self._secret.take_focus()

    def work(self) -> Callable[[], object] | None:
        """Change it."""
        secret = self._secret.checked(self._person.operator.name)
        if secret is None:
            return None
        return partial(self._staff.change_secret, self._person.operator.id or 0, secret)

    def verb(self) -> str:
        """The word of the green button."""
        return self.tr("Change it")

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_titles(self.tr("Change the password or PIN"), self._person.operator.name)
        self._secret.retranslate()
        super().retranslate()


class RoleDialog(StaffDialog):
    """The other role: a clerk becomes a manager with a password of their own, a manager becomes a clerk."""

    def __init__(
        self, *, theme: Theme, icons: Icons, runner: Runner, staff: Staff, person: Person, parent: QWidget
    ) -> None:
        self._person = person
        self._rises = person.operator.role is Role.CLERK
        dress = {"theme": theme, "icons": icons}
        height = 420 if self._rises else 260
        super().__init__(**dress, runner=runner, staff=staff, name="roleDialog", height=height, parent=parent)
        self._words = Label(theme=theme, px=14, token="text2", wrap=True)
        self._secret = NewSecret(**dress)
        self._secret.set_role(Role.MANAGER)
        self._secret.setVisible(self._rises)
        self.body.addWidget(self._words)
        self.body.addWidget(self._secret)
        self.body.addStretch(1)
        self._secret.entered.connect(self.go_on)
        self.retranslate()
        if self._rises:
            self._secret.take_focus()

    def work(self) -> Callable[[], object] | None:
        """Change it."""
        operator = self._person.operator
        if not self._rises:
            return partial(self._staff.make_clerk, operator.id or 0)
        secret = self._secret.checked(operator.name)
        return None if secret is None else partial(self._staff.make_manager, operator.id or 0, secret)

    def verb(self) -> str:
        """The word of the green button."""
        return self.tr("Make a manager") if self._rises else self.tr("Make a clerk")

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_titles(self.verb(), self._person.operator.name)
        words = (
            self.tr("{name} may do everything from now on. A PIN is not enough for that: this needs a new password.")
            if self._rises
            else self.tr("{name} keeps the password, and needs a manager for what clerks may not do, at all counters.")
        )
        self._words.setText(words.format(name=self._person.operator.name))
        self._secret.retranslate()
        super().retranslate()


class LeaveDialog(StaffDialog):
    """停用. ``asks_key``: with a server somebody may know its key, which works without this program."""

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        runner: Runner,
        staff: Staff,
        person: Person,
        asks_key: bool,
        parent: QWidget,
    ) -> None:
        dress = {"theme": theme, "icons": icons}
        super().__init__(**dress, runner=runner, staff=staff, name="leaveDialog", height=330, parent=parent)
        self._person = person
        self._words = Label(theme=theme, px=14, token="text2", wrap=True)
        self._knows_key = QCheckBox()
        self._knows_key.setObjectName("knowsKeyCheck")
        self._knows_key.setVisible(asks_key)
        self._is_done = False
        self.body.addWidget(self._words)
        self.body.addWidget(self._knows_key)
        self.body.addStretch(1)
        self.retranslate()

    def work(self) -> Callable[[], object] | None:
        """Put out of service; afterwards there is nothing left to do but to read."""
        if self._is_done:
            self.close()
            return None
        reason = "knows the key of the server" if self._knows_key.isChecked() else ""
        return partial(self._staff.deactivate, self._person.operator.id or 0, reason=reason)

    def end(self) -> None:
        """Say what else there is to do, where there is something."""
        self.done.emit()
        if not self._knows_key.isChecked():
            self.close()
            return
        self._is_done, self._is_busy = True, False
        self.retranslate()
        self._page.setDisabled(True)
        self.set_buttons(submit=self.verb())
        self.submit_button.setFocus()

    def verb(self) -> str:
        """The word of the green button."""
        return self.tr("Close") if self._is_done else self.tr("Put out of service")

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_titles(self.tr("Put out of service"), self._person.operator.name)
        self._words.setText(
            self.tr(
                "{name} is signed out at all counters and cannot sign in any more. The history keeps the name; "
                "what was handed in goes on."
            ).format(name=self._person.operator.name)
        )
        self._knows_key.setText(self.tr("This person knows the key of the server"))
        if self._is_done:
            self.complain(
                self.tr("Change the key at the vendor now"),
                self.tr("Whoever knows it can ask the server without this program. Then type the new one in Settings."),
                NoticeKind.WARN,
            )
        super().retranslate()
