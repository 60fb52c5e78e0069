"""One member next to the buyer: comparison, what speaks against it, and what binding would change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from wxbuyer_gui.domain.birthday import age
from wxbuyer_gui.domain.masking import Field
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.ui.dialogs.change_box import ChangeBox
from wxbuyer_gui.ui.dialogs.comparison import Comparison, Row, Verdict, name_row, phone_row
from wxbuyer_gui.ui.dialogs.member_finder import Found
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind
from wxbuyer_gui.ui.widgets.runs import masked_runs, text_runs
from wxbuyer_gui.ui.words import buyer_name


class MatchView(QWidget):
    """Hidden until a member is shown.

    Signals:
        checked_changed(): the clerk says, or no longer says, that both are the same person.
    """

    checked_changed = Signal()

    def __init__(self, *, buyer: WxBuyingUser, theme: Theme, icons: Icons, today: Callable[[], date]) -> None:
        super().__init__()
        self._buyer = buyer
        self._today = today
        self._found: Found | None = None
        self._comparison = Comparison(theme=theme)
        self._bound_notice = Notice(theme=theme, icons=icons, kind=NoticeKind.WARN, name="boundNotice")
        self._warning = MessageLine(theme=theme, icons=icons, px=14, name="differenceMessage")
        self.check_box = QCheckBox(self)
        self.check_box.setObjectName("samePersonCheck")
        self.check_box.toggled.connect(self.checked_changed)
        self._change = ChangeBox(theme=theme, icons=icons)
        body = column(self, spacing=theme.px(13))
        body.addWidget(self._comparison)
        body.addWidget(self._bound_notice)
        line = row(spacing=theme.px(12))
        line.addWidget(self._warning, 1)
        line.addStretch(0)
        line.addWidget(self.check_box)
        body.addLayout(line)
        body.addWidget(self._change)
        self.hide()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows compared."""
        return self._comparison.rows

    @property
    def needs_check(self) -> bool:
        """Whether something speaks against it, so that somebody has to say that it is right."""
        return bool(self._difference() or self._others())

    def show_match(self, found: Found | None, *, buyer: WxBuyingUser | None = None) -> None:
        """Compare the buyer, or from now on another one, with this member; None hides everything."""
        if buyer is not None and buyer.id != self._buyer.id:
            self.check_box.setChecked(False)
        self._buyer = buyer or self._buyer
        if found is None or self._found is None or found.member.id != self._found.member.id:
            self.check_box.setChecked(False)
        self._found = found
        self.setVisible(found is not None)
        self.retranslate()

    def require_check(self) -> bool:
        """Mark the check box red if it is needed and missing; whether it is."""
        missing = self.needs_check and not self.check_box.isChecked()
        self.check_box.setProperty("state", "error" if missing else "")
        self.check_box.update()
        return missing

    def caption(self, member: Member) -> str:
        """A member's number, and since when it is one."""
        caption = self.tr("Member #{number}").format(number=member.id)
        if member.created_at is None:
            return caption
        day = member.created_at.astimezone().date().isoformat()
        return self.tr("{member}, registered {date}").format(member=caption, date=day)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.check_box.setText(self.tr("Checked: the same person"))
        if self._found is None:
            return
        member, others = self._found.member, self._others()
        captions = (self.tr("WeChat buyer #{number}").format(number=self._buyer.id), self.caption(member))
        self._comparison.compare(self._buyer, member, captions=captions, rows=self._rows(member))
        self._change.show_change(self._buyer.member_id, member.id or 0, member.name)
        self._warning.say(self._difference(), MessageKind.WARN)
        self.check_box.setVisible(self.needs_check)
        self._bound_notice.setVisible(bool(others))
        if others:
            each = self.tr("{name}, WeChat buyer #{number}")
            title = self.tr("Member #{number} is bound to another buyer already").format(number=member.id)
            names = (each.format(name=buyer_name(other, numbered=False), number=other.id) for other in others)
            self._bound_notice.say(title, "\n".join(names))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _rows(self, member: Member) -> tuple[Row, ...]:
        birthday = ""
        if member.birthday is not None:
            years = age(member.birthday, self._today())
            birthday = self.tr("{date}, {age} years old").format(date=member.birthday.isoformat(), age=years)
        sex = {1: self.tr("Male"), 2: self.tr("Female")}.get(member.sex or 0, "")
        return (
            name_row(self.tr("Name"), self._buyer, member),
            phone_row(self.tr("Phone"), self._buyer, member),
            Row(self.tr("Birthday"), member=text_runs(birthday)),
            Row(self.tr("Sex"), member=text_runs(sex)),
            Row(self.tr("Address"), member=masked_runs(member.address, Field.ADDRESS)),
        )

    def _difference(self) -> str:
        if self._found is None:
            return ""
        name, phone = self._comparison.rows[:2]
        if Verdict.DIFFERENT == name.verdict == phone.verdict:
            return self.tr("Name and phone differ: ask the customer")
        if phone.verdict is Verdict.DIFFERENT:
            return self.tr("The phones differ: ask the customer")
        if name.verdict is not Verdict.DIFFERENT:
            return ""
        if all(sum(len(run.text) for run in side if run.hit) == 1 for side in (name.buyer, name.member)):
            return self.tr("The names differ by one character: ask the customer")
        return self.tr("The names differ: ask the customer")

    def _others(self) -> tuple[WxBuyingUser, ...]:
        if self._found is None:
            return ()
        return tuple(other for other in self._found.buyers if other.id != self._buyer.id)
