"""The writes of the vendor's API, each with the reads that it needs; in one step where the server is ours."""

from __future__ import annotations

from dataclasses import replace

from wxbuyer_gui.backends.remote.buyers import Buyers, no_buyer
from wxbuyer_gui.backends.remote.calls import Calls, Sending
from wxbuyer_gui.backends.remote.merging import body_of_changed, body_of_new
from wxbuyer_gui.backends.remote.own_server import OwnServer
from wxbuyer_gui.domain.errors import AuthError, BackendError, OutcomeUnknownError, UnreachableError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.options import DataMeaning, RemoteOptions
from wxbuyer_gui.net import wire
from wxbuyer_gui.net.transport import Pairs


class Writes:
    """Sends what was checked before. Each method answers with the number that the options say an answer holds.

    Errors as ``Calls.write``; where the API needs two calls, the first one is done when the second one fails.
    """

    def __init__(self, calls: Calls, buyers: Buyers, own_server: OwnServer, options: RemoteOptions) -> None:
        self._calls = calls
        self._buyers = buyers
        self._own_server = own_server
        self._options = options

    def save(self, user: WxBuyingUser, base: WxBuyingUser | None, sending: Sending) -> int | None:
        """Store a new buyer whose openId is free, or what changed of one that is read first."""
        if user.id and not 0 < user.id < 2**63:
            raise no_buyer()
        if self._own_server.offers("savebuyer"):
            return self._own_server.save_buyer(user, base, sending)
        stored = self._buyers.existing(user.id, deadline=sending.deadline) if user.id else None
        if user.open_id and (stored is None or not stored.wire.open_id):
            self._buyers.require_free(user.open_id, deadline=sending.deadline)
        body = body_of_new(user, self._buyers.tenant_id) if stored is None else body_of_changed(stored, user, base)
        data = self._calls.write("saveuser", body, sending=sending).data
        return self._result(data, is_buyer=True) or user.id or None

    def register(self, user: WxBuyingUser, form: MemberForm, sending: Sending) -> int | None:
        """Store a new buyer, find it by its openId, make its member."""
        if self._own_server.offers("register"):
            return self._own_server.register(user, form, sending)
        self.save(user, None, sending)
        try:
            buyer = self._buyers.get_by_open_id(user.open_id, deadline=sending.deadline)
        except BackendError as error:
            raise OutcomeUnknownError(f"the new buyer was sent and cannot be read: {error}") from None
        if buyer is None:
            raise OutcomeUnknownError("the server took the new buyer and does not know it")
        try:
            self._send_form("createmember", replace(form, wx_buying_user_id=buyer.shown.id), sending)
        except (UnreachableError, AuthError) as error:  # these say that nothing was sent; the buyer was
            raise OutcomeUnknownError(f"the new buyer is stored, its member is not: {error}") from None
        return buyer.shown.id

    def create(self, form: MemberForm, sending: Sending) -> int | None:
        """Make a member for the form's buyer."""
        return self._send_form("createmember", form, sending)

    def bind(self, form: MemberForm, member_id: int | None, sending: Sending) -> int | None:
        """Bind the form's buyer; the vendor's API is told no member's number."""
        is_named = member_id is not None and self._own_server.is_known
        return self._send_form("bindmember", form, sending, query=(("memberId", str(member_id)),) if is_named else ())

    def unbind(self, form: MemberForm, expected: int | None, sending: Sending) -> int | None:
        """Take the member off, which is looked at first where one is expected."""
        if expected is None:
            return self._send_form("unbindmember", form, sending)
        if self._own_server.is_known:
            return self._send_form("unbindmember", form, sending, query=(("expectedMemberId", str(expected)),))
        self._buyers.require_bound_to(form.wx_buying_user_id, expected, deadline=sending.deadline)
        return self._send_form("unbindmember", form, sending) or expected

    def _send_form(self, name: str, form: MemberForm, sending: Sending, *, query: Pairs = ()) -> int | None:
        if not 0 < (form.wx_buying_user_id or 0) < 2**63:
            raise no_buyer()
        if form.sex is not None:
            form = replace(form, sex=self._options.sex_codes.get(form.sex, form.sex))
        envelope = self._calls.write(name, wire.MemberForm.of(form).written(), sending=sending, query=query)
        # Our own server says whose number it was even where the page shows no ``data``.
        return self._result(envelope.data, is_buyer=False) or envelope.member_id

    def _result(self, data: int | None, *, is_buyer: bool) -> int | None:
        """The number in an answer, where it is the one that the caller asks for."""
        meaning = self._options.data_meaning
        means_it = meaning is DataMeaning.RESULT or (meaning is DataMeaning.BUYER and is_buyer)
        return data if means_it else None
