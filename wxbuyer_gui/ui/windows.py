"""The windows beside the counter: settings, import, export, restore, help. Each is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.mirror_keeper import MirrorKeeper
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.side_window import SideWindow
from wxbuyer_gui.ui.widgets.toast import Toaster

if TYPE_CHECKING:
    from wxbuyer_gui.paths import Folders
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.services.shelf import Shelf
    from wxbuyer_gui.sources import Sources
    from wxbuyer_gui.store.care import Restored
    from wxbuyer_gui.ui.dialogs.restore_dialog import RestoreDialog
    from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog

Window = TypeVar("Window", bound=SideWindow)


class Windows(QObject):
    """Opens them, at most one of each kind, and brings one that is open to the front.

    Signals:
        source_chosen(Profile | None): work on another source.
        data_changed(): rows came in; what is shown is old.
        forgotten(): people are gone for good.
        reopen_requested(): the source was closed for a restore and has to be opened again.
        review_requested(): go through buyers and members with equal phones.
    """

    source_chosen = Signal(object)
    data_changed = Signal()
    forgotten = Signal()
    reopen_requested = Signal()
    review_requested = Signal()

    def __init__(
        self,
        *,
        window: QWidget,
        theme: Theme,
        icons: Icons,
        runner: Runner,
        actions: Actions,
        operations: Operations,
        preferences: Preferences,
        sources: Sources,
        mirror: MirrorKeeper,
        waiting: Callable[[], int],
        toaster: Toaster,
        places: Folders,
        clear_pictures: Callable[[], int],
        version: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._dress = {"theme": theme, "icons": icons}
        self._work = {**self._dress, "operations": operations, "runner": runner, "parent": window}
        self._runner = runner
        self._actions = actions
        self._operations = operations
        self._preferences = preferences
        self._sources = sources
        self._mirror = mirror
        self._waiting = waiting
        self._toaster = toaster
        self._places = places
        self._clear_pictures = clear_pictures
        self._version = version
        self._open: dict[str, SideWindow] = {}
        self._settings: SettingsDialog | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Command name → what it does."""
        return {
            "import": self.show_import,
            "export": self.show_export,
            "batch": self.show_batch,
            "forget_many": self.show_forget,
            "restore": self.show_restore,
            "settings": self.show_settings,
            "shift": self.show_shift,
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
        }

    def follow_source(self) -> None:
        """Another source is open, or the one that was wanted is not: switch off what cannot be done now."""
        session = self._session()
        self._actions["import"].setEnabled(session is not None and session.imports is not None)
        self._actions["export"].setEnabled(session is not None and session.transfer is not None)
        for name in ("batch", "forget_many", "shift"):
            self._actions[name].setEnabled(session is not None)
        kind = session.source.kind if session is not None else ""
        self._actions["backup"].setEnabled(kind in ("sqlite", "memory"))
        self._actions["restore"].setEnabled(kind != "remote")
        restore = cast("RestoreDialog | None", self._open.get("restore"))
        if restore is not None:
            restore.look_again(self._finder_of_shelf())
        self.refresh_settings()

    def refresh_settings(self) -> None:
        """Show anew what the settings tell of the source, where they are open."""
        if self._settings is not None:
            self._settings.refresh()

    def show_settings(self, page: str = "") -> None:
        """Open the settings, on ``page`` if one is named."""
        from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog  # noqa: PLC0415  not at start-up

        if self._settings is None:
            self._settings = SettingsDialog(
                self._window,
                **self._dress,
                runner=self._runner,
                preferences=self._preferences,
                sources=self._sources,
                operations=self._operations,
                mirror=self._mirror,
                waiting=self._waiting,
                actions=self._actions,
                places=self._places,
                clear_pictures=self._clear_pictures,
            )
            self._settings.source_chosen.connect(self.source_chosen)
            self._settings.closed.connect(self._forget_settings)
        self._settings.open(page)

    def show_import(self, file: Path | None = None) -> None:
        """Open the import, with ``file`` if one was dropped on the window."""
        from wxbuyer_gui.ui.dialogs.import_dialog import ImportDialog  # noqa: PLC0415  not at start-up

        def make() -> ImportDialog:
            dialog = ImportDialog(**self._work)
            dialog.imported.connect(lambda _count: self.data_changed.emit())
            dialog.review_requested.connect(self.review_requested)
            return dialog

        dialog = self._show("import", make)
        if file is not None:
            dialog.read_file(file)

    def show_export(self) -> None:
        """Open the export."""
        from wxbuyer_gui.ui.dialogs.export_dialog import ExportDialog  # noqa: PLC0415  not at start-up

        self._show("export", lambda: ExportDialog(**self._work))

    def show_batch(self) -> None:
        """Open the batch binding."""
        from wxbuyer_gui.ui.dialogs.batch_dialog import BatchDialog  # noqa: PLC0415  not at start-up

        def make() -> BatchDialog:
            dialog = BatchDialog(**self._work)
            dialog.bound.connect(self.data_changed)
            return dialog

        self._show("batch", make)

    def show_forget(self) -> None:
        """Open the forgetting of many."""
        from wxbuyer_gui.ui.dialogs.forget_dialog import ForgetDialog  # noqa: PLC0415  not at start-up

        def make() -> ForgetDialog:
            dialog = ForgetDialog(**self._work, months=self._preferences.settings.privacy.unseen_months)
            dialog.forgotten.connect(self.data_changed)
            dialog.forgotten.connect(self.forgotten)
            dialog.months_chosen.connect(self._keep_months)
            return dialog

        self._show("forget_many", make)

    def _keep_months(self, months: int) -> None:
        self._preferences.change(
            lambda settings: replace(settings, privacy=replace(settings.privacy, unseen_months=months))
        )

    def show_shift(self) -> None:
        """Open the shift summary."""
        from wxbuyer_gui.ui.dialogs.shift_dialog import ShiftDialog  # noqa: PLC0415  not at start-up

        self._show("shift", lambda: ShiftDialog(**self._work, preferences=self._preferences, places=self._places))

    def show_restore(self) -> None:
        """Open the list of backups: of the open source or, where none could be opened, of the file that was tried."""
        from wxbuyer_gui.ui.dialogs.restore_dialog import RestoreDialog  # noqa: PLC0415  not at start-up

        def make() -> RestoreDialog:
            dialog = RestoreDialog(
                **self._dress, runner=self._runner, find_shelf=self._finder_of_shelf(), parent=self._window
            )
            dialog.restored.connect(self._tell_restored)
            dialog.reopen_requested.connect(self.reopen_requested)
            return dialog

        self._show("restore", make)

    def _show_shortcuts(self) -> None:
        from wxbuyer_gui.ui.dialogs.shortcuts_dialog import ShortcutsDialog  # noqa: PLC0415  not at start-up

        self._show("shortcuts", lambda: ShortcutsDialog(self._window, **self._dress, actions=self._actions))

    def _show_about(self) -> None:
        from wxbuyer_gui.ui.dialogs.about_dialog import AboutDialog  # noqa: PLC0415  not at start-up

        self._show(
            "about", lambda: AboutDialog(self._window, **self._dress, runner=self._runner, version=self._version)
        )

    def _tell_restored(self, restored: Restored) -> None:
        count = restored.info.buyers
        text = QCoreApplication.translate("Windows", "Restored %n buyers; the file before it is kept", "", count)
        if restored.unread:
            text = QCoreApplication.translate(
                "Windows", "Restored %n buyers; whoever left or was forgotten since is back", "", count
            )
        self._toaster.show_message(text, icon="archive-restore")

    def _show(self, name: str, make: Callable[[], Window]) -> Window:
        """Show the window called ``name``, made anew or brought to the front."""
        window = cast("Window | None", self._open.get(name))
        if window is None:
            window = make()
            self._open[name] = window
            window.closed.connect(lambda: self._open.pop(name, None))
        window.open()
        return window

    def _session(self) -> Session | None:
        return self._operations.session if self._operations.is_open else None

    def _finder_of_shelf(self) -> Callable[[], Shelf]:
        """The way to the backups of the source that is open now; for a worker, which may look when another one is."""
        session = self._session()
        return lambda: self._sources.shelf(session)

    def _forget_settings(self) -> None:
        self._settings = None
