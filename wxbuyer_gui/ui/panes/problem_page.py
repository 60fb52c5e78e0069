"""What fills the panel while the source cannot be used: what is the matter, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.ui.messages import Message, describe
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.fact_box import FactBox
from wxbuyer_gui.ui.widgets.icons import Icons


@dataclass(frozen=True, slots=True)
class _Case:
    """How a code looks, and which buttons help, the best one first."""

    icon: str
    buttons: tuple[str, ...]
    mild: bool = False


_DESK_DAMAGED = "E-DESK-DAMAGED"
_CASES = {
    "E-DAMAGED": _Case("file-warning", ("restore", "retry", "source")),
    "E-NOT-A-DATABASE": _Case("file-warning", ("restore", "retry", "source")),
    _DESK_DAMAGED: _Case("file-warning", ("folder", "retry", "source")),
    "E-NO-FILE": _Case("folder-open", ("retry", "restore", "source"), mild=True),
    "E-FOREIGN": _Case("file-warning", ("source",), mild=True),
    "E-SCHEMA-NEW": _Case("download", ("source",), mild=True),
    "E-SCHEMA-OLD": _Case("wrench", ("migrate", "source"), mild=True),
    "E-MIGRATION": _Case("wrench", ("retry", "source")),
    "E-READ-ONLY": _Case("lock", ("retry", "folder", "source"), mild=True),
    "E-CANNOT-OPEN": _Case("file-warning", ("retry", "folder", "source")),
    "E-LOCKED": _Case("lock", ("retry", "source"), mild=True),
    "E-DISK-FULL": _Case("hard-drive", ("retry", "folder", "source")),
    "E-IO": _Case("hard-drive", ("retry", "folder", "source")),
    "E-UNREACHABLE": _Case("cloud-off", ("retry", "source"), mild=True),
    "E-AUTH": _Case("key-round", ("key", "retry"), mild=True),
    "E-NO-KEY": _Case("key-round", ("key", "retry"), mild=True),
    "E-URL": _Case("plug", ("source",), mild=True),
    "E-NO-POSTGRES": _Case("plug", ("source",), mild=True),
    "E-UNSUPPORTED": _Case("plug", ("source",), mild=True),
    "E-INVALID": _Case("plug", ("source",), mild=True),
}
_OTHER = _Case("circle-alert", ("retry", "source"))

_ICONS = {
    "restore": "archive-restore",
    "migrate": "wrench",
    "retry": "refresh-cw",
    "folder": "folder-open",
    "source": "database",
    "key": "key-round",
}
_NAMES = {
    "restore": "restoreBackupButton",
    "migrate": "migrateButton",
    "retry": "reopenButton",
    "folder": "openFolderButton",
    "source": "otherSourceButton",
    "key": "enterKeyButton",
}


class ProblemPage(MessagePage):
    """One problem: title, next step, where and which, and the buttons that help, the best one filled.

    Signals:
        restore_requested(): put a backup in the file's place.
        migrate_requested(): bring an older database up to date.
        retry_requested(): open it again.
        source_requested(): work on another source, or give this one another key.
    """

    restore_requested = Signal()
    migrate_requested = Signal()
    retry_requested = Signal()
    source_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, icon="circle-alert", parent=parent)
        self.setObjectName("problemPage")
        self._icons = icons
        self._error: Exception | None = None
        self._place = ""
        self._file: Path | None = None
        self._buttons_shown: dict[str, Button] = {}
        self._facts = FactBox(theme=theme, name="problemFacts")
        self.below.addSpacing(theme.px(16))
        self.below.addWidget(self._facts, 0, Qt.AlignmentFlag.AlignHCenter)

    @property
    def text(self) -> str:
        """All that it says, for tests and screen readers."""
        return "\n".join(filter(None, (super().text, self._facts.text)))

    def show_error(self, error: Exception, *, place: str = "", file: Path | None = None) -> None:
        """Say what is the matter with the source at ``place``, an address without secrets; ``file`` if it is one."""
        self._error, self._place = error, place
        if self._code == _DESK_DAMAGED:  # a file beside the source, which the error names
            file = Path(str(error))
        self._file = file
        case = _CASES.get(self._code, _OTHER)
        self.set_tile(case.icon, *(("warn_bg", "warn") if case.mild else ("danger_bg", "danger")))
        for button in self._buttons_shown.values():
            button.hide()
            button.deleteLater()
        wanted = [name for name in case.buttons if name != "folder" or file is not None]
        self._buttons_shown = {name: self._button(name, first=name == wanted[0]) for name in wanted}
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        texts = {
            "restore": self.tr("Restore a backup…"),
            "migrate": self.tr("Bring it up to date"),
            "retry": self.tr("Try again"),
            "folder": self.tr("Open the folder"),
            "source": self.tr("Another source…"),
            "key": self.tr("Enter the key…"),
        }
        for name, button in self._buttons_shown.items():
            button.setText(texts[name])
        if self._error is not None:
            words = describe(self._error)
            self._facts.set_facts(self._facts_of(words))
            self.say(words.title, words.sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @property
    def _code(self) -> str:
        return str(getattr(self._error, "code", ""))

    def _facts_of(self, words: Message) -> list[tuple[str, str]]:
        place = (self.tr("File"), str(self._file)) if self._file is not None else (self.tr("Source"), self._place)
        # What our own store says about a file is said better by title and code; only the version stands nowhere else.
        own = isinstance(self._error, StorageError) and words.code != "E-SCHEMA-NEW"
        facts = [place, (self.tr("Reason"), "" if own else words.detail), (self.tr("Code"), words.code)]
        return [(label, value) for label, value in facts if value]

    def _button(self, name: str, *, first: bool) -> Button:
        kind = ButtonKind.PRIMARY if first else ButtonKind.SECONDARY
        button = Button(theme=self._theme, icons=self._icons, kind=kind, icon=_ICONS[name], name=_NAMES[name])
        signals = {
            "restore": self.restore_requested,
            "migrate": self.migrate_requested,
            "retry": self.retry_requested,
            "source": self.source_requested,
            "key": self.source_requested,
        }
        button.clicked.connect(signals.get(name, self._open_folder))
        self.add_button(button)
        button.show()
        return button

    def _open_folder(self) -> None:
        """Show where the file lies: its rights, and the room on the disk, are the file manager's business."""
        if self._file is not None:
            folder = next((parent for parent in self._file.parents if parent.is_dir()), None)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder or self._file.parent)))
