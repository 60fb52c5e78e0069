"""What fills the panel while the source cannot be used: what is the matter, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons

_BROKEN = frozenset({"E-DAMAGED", "E-NOT-A-DATABASE", "E-TRUNCATED"})
_NO_USE_TO_RETRY = frozenset({"E-FOREIGN", "E-SCHEMA-OLD"})
_MILD = {"E-LOCKED": "lock", "E-SCHEMA-OLD": "wrench", "E-SCHEMA-NEW": "wrench", "E-READ-ONLY": "lock"}


class ProblemPage(MessagePage):
    """One problem. The first button that is there is the way on that usually helps.

    Signals:
        restore_requested(): put a backup in the file's place.
        migrate_requested(): bring an older database up to date.
        retry_requested(): open it again.
        source_requested(): work on another source.
    """

    restore_requested = Signal()
    migrate_requested = Signal()
    retry_requested = Signal()
    source_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, icon="file-warning", parent=parent)
        self.setObjectName("problemPage")
        self._error: Exception | None = None
        dress = {"theme": theme, "icons": icons}
        primary = ButtonKind.PRIMARY
        self._restore = Button(**dress, kind=primary, icon="archive-restore", name="restoreBackupButton")
        self._migrate = Button(**dress, kind=primary, icon="wrench", name="migrateButton")
        self._retry = Button(**dress, icon="refresh-cw", name="reopenButton")
        self._source = Button(**dress, icon="database", name="otherSourceButton")
        self._restore.clicked.connect(self.restore_requested)
        self._migrate.clicked.connect(self.migrate_requested)
        self._retry.clicked.connect(self.retry_requested)
        self._source.clicked.connect(self.source_requested)
        for button in (self._restore, self._migrate, self._retry, self._source):
            self.add_button(button)
        self.retranslate()

    def show_error(self, error: Exception) -> None:
        """Say what is the matter, and offer what helps."""
        self._error = error
        code = str(getattr(error, "code", ""))
        mild = code in _MILD
        self.set_tile(_MILD.get(code, "file-warning"), *(("warn_bg", "warn") if mild else ("danger_bg", "danger")))
        self._restore.setVisible(code in _BROKEN)
        self._migrate.setVisible(code == "E-SCHEMA-OLD")
        self._retry.setVisible(code not in _NO_USE_TO_RETRY)
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._restore.setText(self.tr("Restore a backup…"))
        self._migrate.setText(self.tr("Bring it up to date"))
        self._retry.setText(self.tr("Try again"))
        self._source.setText(self.tr("Another source…"))
        if self._error is not None:
            words = describe(self._error)
            self.say(words.title, words.sentence, " ".join(filter(None, (words.detail, words.code))))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
