"""资料: the buyer's own fields, and the last events."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.domain.masking import typed_spans
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.domain.twins import NO_TWINS
from wxbuyer_gui.ui import waiting_words
from wxbuyer_gui.ui.copy_words import clock
from wxbuyer_gui.ui.details import Details
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.alias_row import AliasRow
from wxbuyer_gui.ui.panes.field_row import LEFT, LOUD, RIGHT, FieldRow
from wxbuyer_gui.ui.panes.masked_field import MaskedField, Runs
from wxbuyer_gui.ui.panes.recent_row import RecentRow
from wxbuyer_gui.ui.panes.retry_line import RetryLine
from wxbuyer_gui.ui.panes.twin_notice import TwinNotice
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.runs import Run, phone_runs

_TAIL = 10  # characters of an openId that stay when its middle is cut


class ProfileTab(QWidget):
    """One buyer.

    Signals:
        copy_ready(str): text for the clipboard.
        told(): the journal has one more entry.
        member_found(Member): compare with this member, who has the same phone.
        history_requested(): the whole history.
        retry_requested(): read the rest again.
        buyer_requested(WxBuyingUser): show another buyer who could be taken for this one.
        failed(Exception): a number could not be shown or copied.
    """

    copy_ready = Signal(str)
    told = Signal()
    member_found = Signal(object)
    history_requested = Signal()
    retry_requested = Signal()
    buyer_requested = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buyer = WxBuyingUser()
        self._query = Query()
        self._details: Details | None = None
        self._is_low = False
        dress = {"theme": theme, "icons": icons}
        self._phone = FieldRow(**dress, name="phoneValue", ink=LOUD, can_reveal=True, can_copy=True)
        self._alias = AliasRow(**dress, operations=operations)
        self._open_id = FieldRow(**dress, name="openIdValue", can_copy=True, middle=True)
        self._number = FieldRow(**dress, name="buyerIdValue", can_copy=True)
        self._member = FieldRow(**dress, name="memberValue")
        self._as_of = FieldRow(**dress, name="asOfValue")
        self._rows = (self._phone, self._alias.row, self._open_id, self._number, self._member, self._as_of)
        self._masked = MaskedField(
            self._phone, field="phone", paint=self._phone_runs, operations=operations, preferences=preferences
        )
        self._twins = TwinNotice(**dress)
        self._latest = Label(theme=theme, px=12, bold=True, token="muted")
        self._all = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="historyLink")
        self._events = (RecentRow(**dress), RecentRow(**dress))
        self._trouble = RetryLine(**dress)
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        px = theme.px
        fields = self._fields_column = column(self)
        twins = column(margins=(0, px(8), px(7), 0))
        twins.addWidget(self._twins)
        for line in (self._phone, self._alias, *self._rows[2:]):
            fields.addWidget(line)
        fields.addLayout(twins)
        head = row(margins=(0, px(13), px(2), 0))
        head.addWidget(self._latest)
        head.addStretch(1)
        head.addWidget(self._all)
        fields.addLayout(head)
        events = column(margins=(0, 0, px(7), 0))
        for widget in (*self._events, self._trouble):
            events.addWidget(widget)
        fields.addLayout(events)
        fields.addStretch(1)

    def _connect(self) -> None:
        self._masked.copy_ready.connect(self.copy_ready)
        self._masked.told.connect(self.told)
        self._masked.failed.connect(self.failed)
        self._alias.failed.connect(self.failed)
        for line in self._rows:
            line.text_copied.connect(self.copy_ready)
        self._open_id.copy_requested.connect(lambda: self.copy_ready.emit(self._buyer.open_id))
        self._number.copy_requested.connect(lambda: self.copy_ready.emit(str(self._buyer.id)))
        self._member.link_clicked.connect(self._on_link)
        self._twins.buyer_requested.connect(self.buyer_requested)
        self._all.clicked.connect(self.history_requested)
        self._trouble.retry_requested.connect(self.retry_requested)

    def show_buyer(self, buyer: WxBuyingUser, alias: str, query: Query, details: Details | None) -> None:
        """Show the fields at once; ``details`` are those of before where it is the same buyer."""
        self._buyer, self._query, self._details = buyer, query, details
        self._alias.show_buyer(buyer, alias, query)
        self._trouble.show_error(None)
        self._fill()

    def show_details(self, details: Details) -> None:
        """What had to be read."""
        self._details = details
        self._trouble.show_error(None)
        self._fill()

    def show_error(self, error: Exception) -> None:
        """The rest could not be read."""
        self._trouble.show_error(error)

    def forget(self) -> None:
        """Nobody is shown any more."""
        self._masked.forget()
        self._alias.forget()

    def reveal(self) -> None:
        """Show or hide the phone (F4)."""
        self._masked.toggle()

    def set_room(self, *, low: bool, narrow: bool) -> None:
        """Take less room where height or width is scarce."""
        px = self._theme.px
        self._fields_column.setContentsMargins(px(LEFT), px(9), px(RIGHT), px(8))
        self._is_low = low
        for line in self._rows:
            line.set_room(low=low, narrow=narrow)
        self._alias.fit()
        self._fill_events()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        copy, show, hide = self.tr("Copy"), self.tr("Show number (F4)"), self.tr("Hide number (F4)")
        self._phone.name_it(self.tr("Phone"), reveal=show, hide=hide, copy=copy)
        self._alias.retranslate()
        self._open_id.name_it(self.tr("openId"), copy=copy)
        self._number.name_it(self.tr("Buyer ID"), copy=copy)
        self._member.name_it(self.tr("Member"))
        self._as_of.name_it(self.tr("Read at"))
        self._twins.retranslate()
        self._latest.setText(self.tr("Latest"))
        self._all.setText(self.tr("All history"))
        self._trouble.retranslate()
        self._fill()

    def _fill(self) -> None:
        buyer = self._buyer
        self._masked.show_person(buyer, buyer.phone, note=waiting_words.note(buyer, "phone"))
        if buyer.open_id:
            runs = Run(buyer.open_id[:-_TAIL]), Run(buyer.open_id[-_TAIL:])
            self._open_id.show_value(runs, note=waiting_words.note(buyer, "open_id"))
        else:
            self._open_id.show_value((Run(self.tr("Not linked to WeChat")),), empty=True)
        if waiting_words.is_new(buyer):
            self._number.show_value((Run(self.tr("Given by the server when it is stored")),), empty=True)
        else:
            self._number.show_value((Run(f"#{buyer.id}"),))
        self._member.show_value((Run(self._member_text()),), note=waiting_words.note(buyer, "member_id"))
        count = len(self._same_phone())
        text = QCoreApplication.translate("ProfileTab", "%n with this phone", "", count) if count else ""
        self._member.show_link(text)
        self._fill_as_of()
        self._twins.show_twins(self._details.twins if self._details is not None else NO_TWINS)
        self._fill_events()

    def _fill_as_of(self) -> None:
        """When and where the shown fields were read: a copy says its age, all else was read just now."""
        buyer, details = self._buyer, self._details
        at = buyer.as_of or (details.read_at if details else None)
        self._as_of.setVisible(at is not None and not waiting_words.is_new(buyer))
        if at is None:
            return
        now = datetime.now().astimezone()
        if details is None or buyer.as_of is not None:
            where = self.tr("from the copy")
        elif details.source == "remote":
            where = self.tr("from the server")
        elif details.source == "postgresql":
            where = self.tr("from the shop's database")
        else:
            where = self.tr("from this computer")
        self._as_of.show_value((Run(clock(at, now=now)),), note=where)

    def _member_text(self) -> str:
        buyer, details = self._buyer, self._details
        if not buyer.is_bound:
            return self.tr("Not bound")
        name = details.member.name if details is not None and details.member is not None else ""
        return f"#{buyer.member_id} {name}".rstrip()

    def _fill_events(self) -> None:
        entries: tuple[JournalEntry, ...] = self._details.entries if self._details else ()
        shown = entries[: 1 if self._is_low else len(self._events)]
        for place, line in enumerate(self._events):
            line.show_entry(shown[place] if place < len(shown) else None)
        self._latest.setVisible(bool(entries))
        self._all.setVisible(bool(entries))

    def _same_phone(self) -> tuple[object, ...]:
        return self._details.same_phone if self._details is not None and not self._buyer.is_bound else ()

    def _phone_runs(self, text: str, masked: bool) -> Runs:
        return phone_runs(text, hits=typed_spans(self._query, text), masked=masked)

    def _on_link(self) -> None:
        found = self._same_phone()
        if found:
            self.member_found.emit(found[0])
