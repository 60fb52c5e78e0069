"""操作员: who works here, who may what, and when the counter locks itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.permissions import NotAllowedError, Person
from wxbuyer_gui.paths import Folders
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.dialogs.settings.choices import offer
from wxbuyer_gui.ui.dialogs.settings.page import SettingsPage
from wxbuyer_gui.ui.dialogs.settings.person_row import PersonRow
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.role_words import role_name
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from wxbuyer_gui.services.staff_file import Imported
    from wxbuyer_gui.ui.dialogs.staff_dialog import StaffDialog

T = TypeVar("T")

_LOCK = (0, 1, 2, 5, 10, 15, 30, 60)


class OperatorsPage(SettingsPage):
    """The list of all, those who left too; the first manager is made here."""

    key = "operators"
    icon = "users-round"

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        preferences: Preferences,
        runner: Runner,
        operations: Operations,
        places: Folders,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme=theme, icons=icons, preferences=preferences, parent=parent)
        self._runner = runner
        self._operations = operations
        self._places = places
        self._people: tuple[Person, ...] = ()
        self._intro = Label(theme=theme, px=13, token="text2", wrap=True, name="operatorsIntro")
        self._place = Label(theme=theme, px=13, token="text2", wrap=True, name="operatorsPlace")
        self._list = column()
        self._lines: list[PersonRow] = []
        self._add = Button(theme=theme, icons=icons, kind=ButtonKind.TONAL, icon="user-plus", name="addOperatorButton")
        self._export = Button(theme=theme, icons=icons, icon="download", name="exportOperatorsButton")
        self._import = Button(theme=theme, icons=icons, icon="upload", name="importOperatorsButton")
        self._message = MessageLine(theme=theme, icons=icons, px=13, name="operatorsMessage")
        self._lock = ComboBox(theme=theme, icons=icons, name="lockCombo")
        self.body.addWidget(self._intro)
        self.body.addWidget(self._place)
        self.body.addSpacing(theme.px(6))
        self.body.addLayout(self._list)
        buttons = row(spacing=theme.px(8), margins=(0, theme.px(12), 0, theme.px(8)))
        for button in (self._add, self._export, self._import):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self._message)
        self._lock_row = self.add_row(self._lock)
        self.body.addStretch(1)
        self._add.clicked.connect(self._ask_new)
        self._export.clicked.connect(self._ask_export)
        self._import.clicked.connect(self._ask_import)
        self._lock.activated.connect(
            lambda: self.change_privacy(self._operations, lock_minutes=self._lock.currentData())
        )
        self.start()

    @staticmethod
    def title() -> str:
        """The page's name."""
        return QCoreApplication.translate("OperatorsPage", "Operators")

    def follow(self, settings: Settings) -> None:
        """Show the settings in force."""
        offer(self._lock, _LOCK, settings.privacy.lock_minutes, self._duration)

    def refresh(self) -> None:
        """Read again who works here."""
        if self._operations.is_open:
            self._operations.read(
                lambda session: session.staff.people(), owner=self, on_success=self._show, on_error=self._fail
            )
        else:
            self._show(())

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._lock_row.set_words(
            self.tr("Lock the counter after"), self.tr("Without a key or the mouse; Ctrl+L locks at once")
        )
        self._export.setText(self.tr("Export…"))
        self._import.setText(self.tr("Import…"))
        self._show(self._people)

    def _show(self, people: tuple[Person, ...]) -> None:
        self._people = people
        for line in self._lines:
            self._list.removeWidget(line)  # not takeAt, whose item nobody deletes
            line.hide()
            line.deleteLater()
        self._lines.clear()
        for person in sorted(people, key=lambda person: person.left_at is not None):
            line = PersonRow(person, theme=self._theme, icons=self._icons)
            line.wanted.connect(self._ask_about)
            self._list.addWidget(line)
            self._lines.append(line)
        is_open, works = self._operations.is_open, self._is_staffed
        is_remote = is_open and self._operations.session.source.kind == "remote"
        self._intro.setText(
            self.tr(
                "Clerks register, bind and edit. Unbinding, import, export, forgetting and the shop's settings need a "
                "manager."
            )
            if works
            else self.tr("Nobody has to sign in: whoever sits here may do everything. Add a manager to change that.")
        )
        self._place.setText(
            self.tr("They belong to this computer. Another one has operators of its own, or imports these.")
        )
        self._place.setVisible(is_remote)
        self._add.setText(self.tr("Add an operator…") if works else self.tr("Add the first manager…"))
        self._add.setEnabled(is_open)
        self._export.setVisible(is_remote and works)
        self._import.setVisible(is_remote)

    @property
    def _is_staffed(self) -> bool:
        return any(person.left_at is None for person in self._people)

    def _ask_new(self) -> None:
        from wxbuyer_gui.ui.dialogs.staff_dialogs import AddOperatorDialog  # noqa: PLC0415  not at start-up

        self._open(AddOperatorDialog(**self._wiring(), first=not self._is_staffed))

    def _ask_about(self, what: str, person: Person) -> None:
        from wxbuyer_gui.ui.dialogs import staff_dialogs  # noqa: PLC0415  not at start-up

        wiring = {**self._wiring(), "person": person}
        if what == "rename":
            self._open(staff_dialogs.RenameOperatorDialog(**wiring))
        elif what == "role":
            self._open(staff_dialogs.RoleDialog(**wiring))
        elif what == "secret":
            self._open(staff_dialogs.OperatorSecretDialog(**wiring))
        else:
            is_remote = self._operations.session.source.kind == "remote"
            self._open(staff_dialogs.LeaveDialog(**wiring, asks_key=is_remote))

    def _wiring(self) -> dict[str, Any]:
        return {
            "theme": self._theme,
            "icons": self._icons,
            "runner": self._runner,
            "staff": self._operations.session.staff,
            "parent": self.window(),
        }

    def _open(self, dialog: StaffDialog) -> None:
        self._message.say("")
        dialog.done.connect(self.refresh)
        dialog.open()

    def _ask_export(self) -> None:
        ask_for_file(
            self,
            caption=self.tr("Export the operators"),
            start=self._places.data / "operators.json",
            kinds=self.tr("Operators (*.json)"),
            suffix="json",
            new=True,
            on_chosen=lambda chosen: self.export_to(Path(chosen)),
        )

    def _ask_import(self) -> None:
        ask_for_file(
            self,
            caption=self.tr("Import operators"),
            start=self._places.data,
            kinds=self.tr("Operators (*.json)"),
            on_chosen=lambda chosen: self.import_from(Path(chosen)),
        )

    def export_to(self, path: Path) -> None:
        """Write them to a file."""
        done = self.tr("Exported. No password is in the file, only what proves one.")
        self._run(partial(self._operations.session.staff.export, path), lambda _: done)

    def import_from(self, path: Path) -> None:
        """Take over those of a file who do not work here yet."""
        self._run(partial(self._operations.session.staff.import_file, path), self._told_import)

    def _told_import(self, imported: Imported) -> str:
        self.refresh()
        added = (f"{one.name} ({role_name(one.role)})" for one in imported.added)
        words = self.tr("Taken over: {names}.").format(names=self.tr(", ").join(added) or "—")
        if imported.kept:
            kept = self.tr("Already here, and left as they are: {names}.")
            words += " " + kept.format(names=self.tr(", ").join(imported.kept))
        return words

    def _run(self, work: Callable[[], T], words: Callable[[T], str]) -> None:
        self._runner.submit(
            work,
            on_success=lambda answer: self._message.say(words(answer), MessageKind.OK),
            on_error=self._fail,
            owner=self,
            must_finish=True,
        )

    def _fail(self, error: Exception) -> None:
        kind = MessageKind.WARN if isinstance(error, NotAllowedError) else MessageKind.ERROR
        self._message.say(describe(error).title, kind)

    def _duration(self, minutes: int) -> str:
        if minutes == 0:
            return self.tr("Never")
        return self.tr("1 minute") if minutes == 1 else self.tr("{count} minutes").format(count=minutes)
