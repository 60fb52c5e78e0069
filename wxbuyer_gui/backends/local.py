"""The backend on a database of our own: a SQLite file, one in memory, or a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from threading import Event

from wxbuyer_gui.backends import inputs
from wxbuyer_gui.backends.base import NOBODY, Backend
from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.operation_id import checked_operation_id
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.domain.text import checked
from wxbuyer_gui.store import buyers, members, operations, rules, search, twins
from wxbuyer_gui.store.engine import Store

_CAPABILITIES = Capabilities(phone_search=True, member_read=True, member_edit=True)


class LocalBackend(Backend):
    """Reads and writes ``store`` for one tenant. Closing the backend closes the store.

    Every write is one transaction: the rules (``store.rules``), the rows, the search index and the operation's
    row are committed together or not at all.
    """

    def __init__(self, store: Store, *, tenant_id: int = 1) -> None:
        self._store = store
        self._tenant_id = tenant_id

    @property
    def capabilities(self) -> Capabilities:
        """Everything but writing while the database is out of reach."""
        return _CAPABILITIES

    @property
    def tenant_id(self) -> int:
        """The tenant that all calls are about."""
        return self._tenant_id

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id."""
        with self._store.read() as connection:
            return buyers.get(connection, self._tenant_id, buyer_id)

    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId."""
        checked(open_id, "open_id")
        with self._store.read() as connection:
            return buyers.get_by_open_id(connection, self._tenant_id, open_id)

    def get_list(self, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
        """The buyers with these ids, in that order."""
        with self._store.read() as connection:
            return buyers.get_list(connection, self._tenant_id, buyer_ids)

    def search(
        self,
        text: str,
        *,
        kind: str | None = None,
        limit: int = 50,
        after: object | None = None,
        cancel: Event | None = None,
        named: Mapping[int, str] = NOBODY,
    ) -> SearchPage:
        """One page of what ``text`` finds, from one snapshot."""
        query = parse(text, kind=kind)
        with self._store.read() as connection:
            return search.search(
                connection, self._tenant_id, query, limit=limit, after=after, cancel=cancel, named=named
            )

    def case_twins(self, open_id: str) -> list[WxBuyingUser]:
        """Buyers whose openId differs in case only."""
        checked(open_id, "open_id")
        with self._store.read() as connection:
            return twins.by_case(connection, self._tenant_id, open_id)

    def save_user(
        self, user: WxBuyingUser, *, base: WxBuyingUser | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store a new or changed buyer."""
        inputs.check_buyer(user)
        work = partial(rules.save_buyer, tenant_id=self._tenant_id, user=user, base=base)
        return self._write("save", operation_id, (user, base), work)

    def register(self, user: WxBuyingUser, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Store a new buyer and its member in one transaction."""
        inputs.check_new_buyer(user)
        inputs.check_new_member(form)
        work = partial(rules.register, tenant_id=self._tenant_id, user=user, form=form)
        return self._write("register", operation_id, (user, form), work)

    def create_member(self, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Make a member and bind the form's buyer to it in one transaction."""
        inputs.check_new_member(form)
        work = partial(rules.create_member, tenant_id=self._tenant_id, form=form)
        return self._write("create", operation_id, (form,), work)

    def bind_member(
        self, form: MemberForm, *, member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Bind the form's buyer to an existing member."""
        inputs.check_binding(form, member_id)
        work = partial(rules.bind_member, tenant_id=self._tenant_id, form=form, member_id=member_id)
        return self._write("bind", operation_id, (form, member_id), work)

    def unbind_member(
        self, form: MemberForm, *, expected_member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Take the member off the form's buyer."""
        inputs.check_form(form)
        work = partial(rules.unbind_member, tenant_id=self._tenant_id, form=form, expected=expected_member_id)
        return self._write("unbind", operation_id, (form, expected_member_id), work)

    def get_member(self, member_id: int) -> Member | None:
        """The member with this number."""
        with self._store.read() as connection:
            return members.get(connection, self._tenant_id, member_id)

    def find_members(self, text: str) -> list[Member]:
        """Members by phone, number, ID number or name."""
        checked(text)
        with self._store.read() as connection:
            return members.find(connection, self._tenant_id, text)

    def buyers_of_member(self, member_id: int) -> list[WxBuyingUser]:
        """The buyers bound to this member."""
        with self._store.read() as connection:
            return buyers.of_member(connection, self._tenant_id, member_id)

    def save_member(
        self, member: Member, *, base: Member | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store an existing member's fields."""
        inputs.check_member(member)
        work = partial(rules.save_member, tenant_id=self._tenant_id, member=member, base=base)
        return self._write("member", operation_id, (member, base), work)

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def _write(
        self, kind: str, operation_id: str | None, body: operations.Body, work: Callable[..., int]
    ) -> WriteResult:
        """Run ``work`` once per operation id and answer with the number it returns."""
        operation_id = checked_operation_id(operation_id)
        result_id = self._store.run(
            partial(
                operations.once, tenant_id=self._tenant_id, operation_id=operation_id, kind=kind, body=body, work=work
            )
        )
        return WriteResult(result_id, WriteState.DONE, operation_id)
