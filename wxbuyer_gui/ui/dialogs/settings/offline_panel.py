"""离线: how the counter goes on while the server of the open source cannot be reached."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.ui.dialogs.settings.mirror_panel import MirrorPanel
from wxbuyer_gui.ui.mirror_keeper import MirrorKeeper
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column


class OfflinePanel(QWidget):
    """The part of the data source's page for what is kept on this computer beside a server."""

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        preferences: Preferences,
        keeper: MirrorKeeper,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("offlinePanel")
        self._title = Label(theme=theme, px=14, bold=True, name="offlineTitle")
        self._mirror = MirrorPanel(theme=theme, icons=icons, preferences=preferences, keeper=keeper)
        outer = column(self)
        outer.addWidget(self._title)
        outer.addWidget(self._mirror)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._title.setText(self.tr("Offline"))
        self._mirror.retranslate()

    def follow(self, settings: Settings) -> None:
        """Show what the settings say."""
        self._mirror.follow(settings)

    def refresh(self) -> None:
        """Another source is open, or the page is opened."""
        self._mirror.refresh()
