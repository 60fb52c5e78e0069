"""绑定会员 and 改绑: find a member that exists, compare it with the buyer, bind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.ui.dialogs.form_sheet import FormSheet
from wxbuyer_gui.ui.dialogs.match_view import MatchView
from wxbuyer_gui.ui.dialogs.member_finder import FindRow, Found, MemberFinder
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.key_cap import KeyCap
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.words import buyer_name

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations


class BindDialog(FormSheet):
    """The form for one buyer; a buyer that is bound already is bound to another member instead (改绑).

    ``member`` is compared at once, else members with the buyer's phone are looked for. Where the source cannot read
    members nothing is compared: the three fields name the member to the source.

    Signals:
        register_requested(MemberForm): nobody was found; register with what was typed. Goes away by ``dismiss``.
    """

    register_requested = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        buyer: WxBuyingUser,
        member: Member | None = None,
        asks_id_card: bool = True,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent, theme=theme, icons=icons, operations=operations, width=760, name="bindDialog")
        self._buyer = buyer
        self._can_read = operations.session.desk.capabilities.member_read
        self._found: tuple[Found, ...] = ()
        self._is_asked_by_hand = False
        self._chosen: Found | None = None
        self._finder = MemberFinder(operations=operations, parent=self)
        self._find_row = FindRow(theme=theme, icons=icons, asks_id_card=asks_id_card)
        self._answer = MessageLine(theme=theme, icons=icons, name="findMessage")
        self._words: Callable[[], str] = str
        self._kind = MessageKind.HINT
        self._register = Button(theme=theme, icons=icons, icon="user-plus", small=True, name="registerInsteadButton")
        self._candidates = ComboBox(theme=theme, icons=icons, name="candidateCombo")
        self._match = MatchView(buyer=buyer, theme=theme, icons=icons, today=today)
        self._key_cap = KeyCap("", theme=theme)
        self.submit_button.set_icon("link")
        self._assemble()
        self._connect()
        self._find_row.fill(MemberForm(phone=buyer.phone))
        self.chain([*self._find_row.controls, self._find_row.button, self._candidates, self._match.check_box])
        self._choose(Found(member) if member is not None else None)
        if member is not None and member.id:
            self._find_row.fill(MemberForm(phone=member.phone or f"#{member.id}"))
            self._finder.find(MemberForm(), f"#{member.id}")
        else:
            self._find()

    def _assemble(self) -> None:
        self.body.setSpacing(self._theme.px(13))
        self.body.addWidget(self._find_row)
        answer = row(spacing=self._theme.px(12))
        answer.addWidget(self._answer, 1)
        answer.addWidget(self._register)
        self.body.addLayout(answer)
        self.body.addWidget(self._candidates)
        self.body.addWidget(self._match)
        self.body.addStretch(1)
        self.foot.insertWidget(0, self._key_cap)
        for widget in (self._register, self._candidates):
            widget.hide()

    def _connect(self) -> None:
        self._find_row.find_requested.connect(self._find_by_hand)
        self._find_row.edited.connect(self._on_edited)
        self._finder.found.connect(self._on_found)
        self._finder.failed.connect(self._on_failed)
        self._candidates.activated.connect(lambda index: self._choose(self._found[index]))
        self._match.checked_changed.connect(self.recheck)
        self._register.clicked.connect(lambda: self.register_requested.emit(self._find_row.form(self._buyer.id)))

    @property
    def is_rebinding(self) -> bool:
        """Whether the buyer has a member now."""
        return self._buyer.is_bound

    def open_over(self, panel: QWidget) -> None:
        """Open, with the caret in the phone field."""
        super().open_over(panel)
        self._find_row.phone.setFocus()
        self._find_row.phone.selectAll()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        if self.is_rebinding:
            now = self.tr("{name} has member #{number} now. Make sure that the other one is the same person.")
            self.set_titles(self.tr("Bind another member"), now.format(name=self._name(), number=self._buyer.member_id))
        else:
            self.set_titles(self.tr("Bind member"), self.tr("Make sure that both are the same person, then bind"))
        self._register.setText(self.tr("Register instead"))
        verb = self.tr("Bind another") if self.is_rebinding else self.tr("Bind")
        self._key_cap.set_key("Ctrl ↵", verb)
        member_id = self._chosen.member.id if self._chosen else None
        if member_id is None:
            self.submit_button.setText(verb)
        else:
            template = self.tr("Move to member #{number}") if self.is_rebinding else self.tr("Bind to member #{number}")
            self.submit_button.setText(template.format(number=member_id))
        self._answer.say(self._words(), self._kind)
        self._show_candidates()

    def check(self) -> Sequence[FormField | QWidget]:
        """What differs must have been looked at."""
        return [self._match.check_box] if self._match.require_check() else []

    def send(self) -> None:
        """Bind, or bind to the other member."""
        if self._chosen is not None:
            form, member_id = MemberForm(self._buyer.id, phone=self._chosen.member.phone), self._chosen.member.id
        else:
            form, member_id = self._find_row.form(self._buyer.id), None
        if self._buyer.is_bound and self._buyer.member_id is not None:
            self._operations.rebind(
                self._buyer,
                self._buyer.member_id,
                form,
                member_id=member_id,
                operation_id=self._operation_id,
                owner=self,
                on_success=self._succeed,
                on_error=self._fail,
            )
            return
        self._operations.bind(
            self._buyer,
            form,
            member_id=member_id,
            operation_id=self._operation_id,
            owner=self,
            on_success=self._succeed,
            on_error=self._fail,
        )

    def _find_by_hand(self) -> None:
        self._is_asked_by_hand = True
        self._find()

    def _find(self) -> None:
        form, number = self._find_row.form(self._buyer.id), self._find_row.number
        if not self._can_read:
            self.submit_button.setEnabled(bool(form.phone or form.id_card))
            return
        if form.phone or form.name or form.id_card or number:
            self._finder.find(form, number)
        else:
            self._tell(lambda: self.tr("Type the phone, name or ID number of the member"))

    def _on_edited(self) -> None:
        """Another question: the old answer must not be bound by mistake."""
        if self._can_read:
            self._found = ()
            self._choose(None)
        else:
            self._find()

    def _on_found(self, found: tuple[Found, ...]) -> None:
        self._found = found
        self._tell(str if found else lambda: self.tr("No such member"), MessageKind.WARN)
        self._register.setVisible(not found and not self.is_rebinding)
        self._choose(found[0] if len(found) == 1 else None)
        if self._chosen is not None and self._is_asked_by_hand:
            self.show_field(self._match.check_box if self._match.needs_check else self.submit_button)

    def _on_failed(self, error: Exception) -> None:
        self._tell(lambda: "{0.title}. {0.sentence}".format(describe(error)), MessageKind.ERROR)

    def _tell(self, words: Callable[[], str], kind: MessageKind = MessageKind.HINT) -> None:
        """Say something about the search; ``words`` says it again in another language."""
        self._words, self._kind = words, kind
        self._answer.say(words(), kind)

    def _choose(self, found: Found | None) -> None:
        self._chosen = found
        self._match.show_match(found)
        self.retranslate()
        same = found is not None and found.member.id == self._buyer.member_id
        if same:
            self._tell(lambda: self.tr("This member is bound already"), MessageKind.WARN)
        self.submit_button.setEnabled(found is not None and not same)
        self.recheck()

    def _show_candidates(self) -> None:
        self._candidates.setVisible(len(self._found) > 1)
        self._candidates.clear()
        for found in self._found:
            caption = self._match.caption(found.member)
            self._candidates.addItem(self.tr("{name}, {caption}").format(name=found.member.name, caption=caption))
        question = self.tr("{count} members fit: choose one").format(count=len(self._found))
        self._candidates.setAccessibleName(question)
        self._candidates.setPlaceholderText(question)
        self._candidates.setCurrentIndex(self._found.index(self._chosen) if self._chosen in self._found else -1)

    def _name(self) -> str:
        return buyer_name(self._buyer)
