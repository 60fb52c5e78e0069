"""A server that is to be reached at another address: is it the same one? Buyers of the old address tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wxbuyer_gui.backends.remote.comparison import compare
from wxbuyer_gui.domain.auth import Auth
from wxbuyer_gui.domain.comparison import ENOUGH, Comparison
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.options import RemoteOptions
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.services.operators import Operators, Service, needs
from wxbuyer_gui.services.session import Session

_ENTRIES = 200
"""So far back the history is looked through for buyers, where the source has no list of its own."""


class Relocation(Service):
    """For the operator of ``session``. Nothing is written at either address."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self._session.desk.operators

    @needs(Right.SOURCE)
    def witnesses(self) -> tuple[WxBuyingUser, ...]:
        """Up to five buyers of the session's source that have an openId, out of its copy where it does not answer.

        The newest, or from a server without a list the last ones worked on; none where it cannot be asked and there
        is no copy.
        """
        found: list[WxBuyingUser] = []
        try:
            for buyer in self._candidates():
                if buyer.open_id:
                    found.append(buyer)
                if len(found) == ENOUGH:
                    break
        except BackendError:
            return ()
        return tuple(found)

    @needs(Right.SOURCE)
    def compare(
        self,
        url: str,
        witnesses: Sequence[WxBuyingUser],
        *,
        tenant_id: int | None = None,
        timeout: float = 15.0,
        auth: Auth | None = None,
        options: RemoteOptions | None = None,
    ) -> Comparison:
        """Ask the server at ``url`` for the ``witnesses``; errors as ``Backend.get_list``."""
        return compare(url, witnesses, tenant_id=tenant_id, timeout=timeout, auth=auth, options=options)

    def _candidates(self) -> Iterator[WxBuyingUser]:
        session = self._session
        if session.finds_by_phone:
            yield from (hit.buyer for hit in session.desk.search("").hits if hit.buyer is not None)
            return
        entries = session.journal.entries(limit=_ENTRIES)
        for number in dict.fromkeys(entry.buyer_id for entry in entries if entry.buyer_id is not None):
            buyer = session.desk.buyer(number)
            if buyer is not None:
                yield buyer
