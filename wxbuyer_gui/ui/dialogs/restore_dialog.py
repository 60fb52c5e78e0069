"""Putting a backup in the place of the database: which one, what is in it, and what becomes of the present file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.tasks.runner import Lane, Runner
from wxbuyer_gui.ui.dialogs.backup_list import BackupList, when
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.dialogs.tool_window import ToolWindow
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.busy_line import BusyLine
from wxbuyer_gui.ui.widgets.fact_box import FactBox
from wxbuyer_gui.ui.widgets.frame import Frame
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column

if TYPE_CHECKING:
    from wxbuyer_gui.services.shelf import Shelf
    from wxbuyer_gui.store.care import BackupInfo, Restored

_SIZE = (600, 560)
_SMALLEST = (560, 400)
_FACTS_WIDTH = 544


class RestoreDialog(ToolWindow):
    """Lists the automatic backups, takes any other file, and restores one.

    ``find_shelf`` is called on a worker and says whose backups they are; its BackendError is shown.

    Signals:
        restored(Restored): a backup is in place, and where the file before it lies.
        reopen_requested(): a restore was tried, well or not: the source is closed and has to be opened again.
    """

    restored = Signal(object)
    reopen_requested = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        runner: Runner,
        find_shelf: Callable[[], Shelf],
        parent: QWidget,
    ) -> None:
        super().__init__(theme=theme, icons=icons, name="restoreDialog", size=_SIZE, smallest=_SMALLEST, parent=parent)
        self._runner = runner
        self._find_shelf = find_shelf
        self._shelf: Shelf | None = None
        self._present: BackupInfo | None = None
        self._is_restoring = False
        self._failed: BackupInfo | None = None
        self._busy = BusyLine(theme=theme)
        self._list = BackupList(theme=theme, icons=icons)
        self._list.chosen.connect(lambda _backup: self._arrange())
        self._facts = FactBox(theme=theme, width=_FACTS_WIDTH, name="restoreFacts")
        self._empty = MessagePage(theme=theme, icons=icons, icon="archive-restore", tile=64, radius=18)
        self._build()
        self.retranslate()
        self._read()

    def _build(self) -> None:
        px = self._theme.px
        frame = Frame(theme=self._theme)
        inside = column(frame, margins=(px(6), px(6), px(6), px(6)))
        inside.addWidget(self._busy)
        inside.addWidget(self._list, 1)
        self._choice = QWidget()
        self._choice.setProperty("transparent", True)
        page = column(self._choice, spacing=px(12))
        page.addWidget(frame, 1)
        page.addWidget(self._facts, 0, Qt.AlignmentFlag.AlignHCenter)
        self.pages.addWidget(self._choice)
        self.pages.addWidget(self._empty)
        self._facts.set_facts(())

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_titles(self.tr("Restore a backup"), self.tr("The present file is set aside, never deleted"))
        self._empty.say(
            self.tr("No backup yet"),
            self.tr("One is made every day, as long as the program runs. A file from another place will do, too."),
        )
        self._list.retranslate()
        self._arrange()

    def go_on(self) -> None:
        """Restore the chosen backup. The button names it, so that nothing has to be asked."""
        shelf, backup = self._shelf, self._list.backup
        if shelf is None or backup is None or self._is_restoring:
            return
        self._is_restoring = True
        self._busy.start()
        self._arrange()
        self._runner.submit(
            lambda: shelf.restore(backup.path),
            on_success=self._on_restored,
            on_error=self._on_failed,
            owner=self,
            lane=Lane.LONG,
            must_finish=True,
        )

    def go_back(self) -> None:
        """Choose a file from another place, such as a stick."""
        if self._shelf is not None:
            ask_for_file(
                self,
                caption=self.tr("Choose a backup"),
                start=self._shelf.folder,
                kinds=self.tr("Backups (*.db);;All files (*)"),
                on_chosen=lambda path: self.look_into(Path(path)),
            )

    def look_into(self, path: Path) -> None:
        """Offer the file at ``path`` as well, once it is known what is in it."""
        shelf = self._shelf
        if shelf is None:
            return
        self._busy.start()
        self._runner.submit(
            lambda: shelf.look_into(path),
            on_success=self._on_looked_into,
            on_error=self._complain_of,
            owner=self,
            lane=Lane.LONG,
        )

    def look_again(self, find_shelf: Callable[[], Shelf]) -> None:
        """Another source is open, or the same anew: whose backups they are is found by ``find_shelf`` now."""
        if not self._is_restoring:
            self._find_shelf = find_shelf
            self._read()

    def may_close(self) -> bool:
        """Not while the file is being replaced."""
        return not self._is_restoring

    def _read(self) -> None:
        find = self._find_shelf
        self._busy.start()
        self._runner.submit(
            lambda: _read_shelf(find), on_success=self._on_read, on_error=self._complain_of, owner=self, lane=Lane.LONG
        )

    def _on_read(self, found: tuple[Shelf, tuple[BackupInfo, ...], BackupInfo | None]) -> None:
        self._shelf, backups, self._present = found
        self._busy.stop()
        self._list.set_backups(backups)
        if self._failed is not None:
            self._list.choose(self._failed)
            self._failed = None
        self._list.setFocus()
        self._arrange()

    def _on_looked_into(self, info: BackupInfo) -> None:
        self._busy.stop()
        self.complain("")
        self._list.add(info)
        self._arrange()

    def _on_restored(self, result: Restored) -> None:
        self._is_restoring = False
        self.restored.emit(result)
        self.reopen_requested.emit()
        self.close()

    def _on_failed(self, error: Exception) -> None:
        self._is_restoring = False
        self._shelf, self._failed = None, self._list.backup  # the shelf is that of a source which is closed now
        self._complain_of(error)
        self.reopen_requested.emit()

    def _complain_of(self, error: Exception) -> None:
        self._busy.stop()
        words = describe(error)
        self.complain(words.title, " ".join(filter(None, (words.sentence, words.code))))
        self._arrange()

    def _arrange(self) -> None:
        backup = self._list.backup
        nothing = self._shelf is not None and backup is None
        self.pages.setCurrentWidget(self._empty if nothing else self._choice)
        self._list.setEnabled(not self._is_restoring)
        self._facts.set_facts(self._facts_of(backup) if backup is not None else ())
        self.set_buttons(
            back=self.tr("Choose a file…") if self._shelf is not None else "",
            cancel=self.tr("Cancel"),
            submit=self._submit_text(backup),
            enabled=backup is not None and self._shelf is not None and not self._is_restoring,
        )
        self.back_button.setEnabled(not self._is_restoring)
        self.cancel_button.setEnabled(not self._is_restoring)

    def _submit_text(self, backup: BackupInfo | None) -> str:
        if self._is_restoring:
            return self.tr("Restoring…")
        if backup is None:
            return self.tr("Restore")
        return self.tr("Restore the backup of {moment}").format(moment=when(backup))

    def _facts_of(self, backup: BackupInfo) -> list[tuple[str, str]]:
        now = self._list.counts(self._present) if self._present is not None else self.tr("cannot be read")
        return [
            (self.tr("Now"), now),
            (self.tr("Afterwards"), self._list.counts(backup)),
            (self.tr("Missing then"), self.tr("whatever was entered after {moment}").format(moment=when(backup))),
        ]


def _read_shelf(find: Callable[[], Shelf]) -> tuple[Shelf, tuple[BackupInfo, ...], BackupInfo | None]:
    """The shelf, its backups, and what the present file holds, None where it cannot be read."""
    shelf = find()
    try:
        present = shelf.look_into(shelf.database)
    except BackendError:
        present = None
    return shelf, shelf.backups(), present
