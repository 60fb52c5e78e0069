"""The kinds of data source as cards beside each other, one of them chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import ProfileKind
from wxbuyer_gui.ui.dialogs.settings.source_card import SourceCard
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.layouts import row

KINDS: tuple[ProfileKind, ...] = ("remote", "sqlite", "postgresql")


class SourceCards(QWidget):
    """One card for each kind.

    Signals:
        chosen(ProfileKind): a card was pressed.
    """

    chosen = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = {kind: SourceCard(theme=theme, name=f"{kind}Card") for kind in KINDS}
        line = row(self, spacing=theme.px(10))
        for kind, card in self._cards.items():
            line.addWidget(card, 1)
            card.clicked.connect(partial(self.chosen.emit, kind))

    @property
    def kind(self) -> ProfileKind:
        """The kind that is chosen."""
        return next(kind for kind, card in self._cards.items() if card.isChecked() or kind == KINDS[-1])

    def choose(self, kind: ProfileKind) -> None:
        """Choose a kind as if its card had been pressed."""
        self._cards[kind].setChecked(True)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._cards["remote"].set_words(self.tr("Remote API"), self.tr("REST, on a server"))
        self._cards["sqlite"].set_words(self.tr("Local file"), self.tr("SQLite, for one computer"))
        self._cards["postgresql"].set_words(self.tr("Shared database"), self.tr("PostgreSQL, many computers"))
