"""Before many are forgotten: how many, who, who is left out, why, and a number typed to be sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.forgetting import ListedPerson, Obstacle, Proposal
from wxbuyer_gui.domain.masking import mask_phone
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui import forget_words
from wxbuyer_gui.ui.dialogs.forget_table import Candidate, ForgetTable
from wxbuyer_gui.ui.dialogs.transfer_words import quiet_buyer
from wxbuyer_gui.ui.dialogs.verdict_page import CountCard
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField
from wxbuyer_gui.ui.widgets.frame import Frame
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.words import numbered_name

_CARDS = ("first", "second", "third", "fourth")


class ForgetReview(QWidget):
    """What a list or a proposal means.

    Signals:
        changed(): somebody was left out, or something was typed.
    """

    changed = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self._listed: Sequence[ListedPerson] = ()
        self._proposal: Proposal | None = None
        self._cards = {name: CountCard(theme=theme, name=f"{name}Card") for name in _CARDS}
        self.table = ForgetTable(theme=theme)
        self._sample = Label(theme=theme, px=13, token="muted", wrap=True)
        self.reason = Input(theme=theme, icons=icons, name="reasonEdit")
        self._reason_field = FormField(self.reason, theme=theme, icons=icons)
        self.sign = Input(theme=theme, icons=icons, name="signEdit")
        self._sign_field = FormField(self.sign, theme=theme, icons=icons)
        cards = row(spacing=px(12))
        for card in self._cards.values():
            cards.addWidget(card, 1)
        frame = Frame(theme=theme)
        inside = column(frame, margins=(px(12), 1, 1, px(6)))
        inside.addWidget(self.table)
        fields = row(spacing=px(16))
        fields.addWidget(self._reason_field, 3)
        fields.addWidget(self._sign_field, 2)
        body = column(self, spacing=px(12))
        body.addLayout(cards)
        body.addWidget(frame, 1)
        body.addWidget(self._sample)
        body.addLayout(fields)
        self.table.changed.connect(self._show)
        for edit in (self.reason, self.sign):
            edit.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def buyers(self) -> list[WxBuyingUser]:
        """Who is to be forgotten: all but those who were left out."""
        left_out = self.table.left_out
        if self._proposal is not None:
            return [WxBuyingUser(number) for number in self._proposal.numbers if number not in left_out]
        meant = [one.buyer for one in self._listed if one.buyer is not None and one.obstacle is None]
        return [buyer for buyer in meant if buyer.id not in left_out]

    @property
    def is_sure(self) -> bool:
        """Whether there is a reason, and the right number was typed."""
        count = len(self.buyers)
        return bool(count and self.reason.text().strip()) and self.sign.text().strip() == str(count)

    def show_list(self, listed: Sequence[ListedPerson]) -> None:
        """Show what a list means."""
        self._listed, self._proposal = listed, None
        self._begin()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show who is proposed."""
        self._listed, self._proposal = (), proposal
        self._begin()

    def retranslate(self) -> None:
        """Put the words into the window's language; who was left out stays so."""
        left_out = self.table.left_out
        kept = [replace(one, is_chosen=one.number not in left_out) for one in self._candidates()]
        self.table.show_rows(kept)
        self.table.retranslate()
        self._reason_field.set_label(self.tr("Why"), required=True)
        self.reason.setPlaceholderText(self.tr("e.g. not seen for two years"))
        self._sign_field.set_label(self.tr("How many, to be sure"), required=True)
        self._show()

    def _begin(self) -> None:
        for edit in (self.reason, self.sign):
            edit.clear()
        self.table.show_rows(self._candidates())
        self.retranslate()

    def _candidates(self) -> list[Candidate]:
        if self._proposal is not None:
            return [
                Candidate(one.buyer.id, numbered_name(one.buyer), mask_phone(one.buyer.phone), forget_words.seen(one))
                for one in self._proposal.sample
            ]
        return [self._candidate(one) for one in self._listed]

    def _candidate(self, one: ListedPerson) -> Candidate:
        if one.buyer is None:
            return Candidate(None, quiet_buyer(one.text), "", forget_words.obstacle(one.obstacle))
        number = one.buyer.id if one.obstacle is None else None
        about = forget_words.obstacle(one.obstacle)
        return Candidate(number, numbered_name(one.buyer), mask_phone(one.buyer.phone), about)

    def _show(self) -> None:
        """The counts."""
        count = len(self.buyers)
        self._cards["first"].say(self.tr("To be forgotten"), count, "danger")
        if self._proposal is not None:
            shown = len(self._proposal.sample)
            self._cards["second"].say(self.tr("Seen since"), self._proposal.seen, "text")
            self._cards["third"].say(self.tr("No date is known"), self._proposal.undated, "text")
            self._cards["fourth"].say(self.tr("Left out by you"), len(self.table.left_out), "text")
            more = self.tr("Listed are the first {shown}; the others are forgotten as well.").format(shown=shown)
            self._sample.setText(more if shown < len(self._proposal.numbers) else "")
        else:
            found = Counter(one.obstacle for one in self._listed)
            nobody = found[Obstacle.NOBODY] + found[Obstacle.UNREADABLE] + found[Obstacle.SEVERAL]
            self._cards["second"].say(self.tr("Nobody, or several"), nobody, "text")
            self._cards["third"].say(self.tr("Something waits"), found[Obstacle.WAITING], "text")
            self._cards["fourth"].say(self.tr("Left out by you"), len(self.table.left_out), "text")
            self._sample.setText("")
        self._sample.setVisible(bool(self._sample.text()))
        self.changed.emit()
