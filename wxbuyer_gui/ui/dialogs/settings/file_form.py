"""本机文件: which SQLite file is the shop's database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import Profile
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.dialogs.settings.path_field import PathField, PathInput
from wxbuyer_gui.ui.dialogs.settings.source_form import SourceForm
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons

_SCHEME = "sqlite:///"
_SUFFIX = "db"
USUAL = ""
"""The id of the usual database, which is no profile."""


class FileForm(SourceForm):
    """The usual file, one that is saved, or another one. ``usual`` is the path of the usual one."""

    def __init__(self, *, usual: Path, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("sqlite", theme=theme, icons=icons, parent=parent)
        self._usual = usual
        self._choose = Button(theme=theme, icons=icons, icon="folder-open", name="chooseFileButton")
        self._make = Button(theme=theme, icons=icons, icon="plus", name="newFileButton")
        self._path = PathInput(theme=theme, icons=icons, name="fileEdit", buttons=(self._choose, self._make))
        self._file = PathField(self._path, theme=theme, icons=icons)
        self.body.addWidget(self._file)
        self._choose.clicked.connect(self._ask_for_old)
        self._make.clicked.connect(self._ask_for_new)
        self.watch(self._path.edit)

    def profile(self) -> Profile | None:
        """The draft; None for the usual file, however it was named."""
        return None if self.chosen == USUAL or self._path.path == self._usual else super().profile()

    def fill(self, profile: Profile | None) -> None:
        """Show where the file is."""
        usual = self.chosen == USUAL
        path = str(self._usual) if usual else profile.url.removeprefix(_SCHEME) if profile is not None else ""
        self._path.edit.setText(path)
        self._path.edit.setReadOnly(usual)
        self._file.say("")
        self._show_parts()

    def read(self) -> str:
        """The file's URL."""
        return f"{_SCHEME}{self._path.path or ''}"

    def check(self) -> bool:
        """A whole path, and no folder."""
        path = self._path.path
        if path is None:
            self._file.say(self.tr("Choose a file, or make a new one"), MessageKind.ERROR)
        elif not path.is_absolute():
            self._file.say(self.tr("Type the whole path, from the disk on"), MessageKind.ERROR)
        elif path.is_dir():
            self._file.say(self.tr("This is a folder; name a file in it"), MessageKind.ERROR)
        else:
            self._file.say("")
        return not self._file.has_error

    def usual_name(self) -> str:
        """The file's own name."""
        path = self._path.path
        return path.stem if path is not None else ""

    def fixed_choices(self) -> Sequence[tuple[str, str]]:
        """The usual file."""
        return ((self.tr("The usual file"), USUAL),)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        self._file.set_label(self.tr("File"))
        self._choose.setText(self.tr("Choose…"))
        self._make.setText(self.tr("New…"))
        self._name.setPlaceholderText(self.tr("The file's name"))
        self._show_parts()

    def _show_parts(self) -> None:
        other = self.chosen != USUAL
        self._name_field.setVisible(other)
        for button in (self._choose, self._make):
            button.setVisible(other)

    def _ask_for_old(self) -> None:
        ask_for_file(
            self,
            caption=self.tr("Choose a database"),
            start=self._start(),
            kinds=self._kinds(),
            on_chosen=self._take,
        )

    def _ask_for_new(self) -> None:
        ask_for_file(
            self,
            caption=self.tr("Make a new database"),
            start=self._start() if self._start().is_dir() else self._start().parent,
            kinds=self._kinds(),
            suffix=_SUFFIX,
            new=True,
            on_chosen=self._take,
        )

    def _kinds(self) -> str:
        return self.tr("Databases (*.db *.sqlite *.sqlite3);;All files (*)")

    def _start(self) -> Path:
        path = self._path.path
        return path if path is not None and path.parent.is_dir() else self._usual.parent

    def _take(self, path: str) -> None:
        self._path.edit.setText(str(Path(path)))
        self.check()
        self.edited.emit()
