"""What staff call a buyer (备注名): kept in the desk store, written down in the journal, sent to nobody."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from wxbuyer_gui.domain.errors import BackendError, ConflictError, InvalidInputError
from wxbuyer_gui.domain.journal import Action, Outcome
from wxbuyer_gui.domain.models import LONGEST_ALIAS, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.domain.text import checked
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.store import aliases as rows

logger = logging.getLogger(__name__)


class Aliases:
    """The aliases of one tenant. Methods block, may be called from any thread, and raise StorageError.

    They stand in the store of ``journal``. Nobody's right is asked for here: the desk does.
    """

    def __init__(self, journal: Journal) -> None:
        self._store = journal.store
        self._journal = journal
        self._tenant_id = journal.tenant_id

    def of(self, buyer_id: int) -> str:
        """What staff call a buyer; '' for nothing."""
        with self._store.read() as connection:
            return rows.of(connection, self._tenant_id, [buyer_id]).get(buyer_id, "")

    def matching(self, text: str, *, kind: str | None) -> Mapping[int, str]:
        """Buyers who may be meant by ``text``, with what staff call them.

        An empty mapping where they cannot be read now: a server is searched all the same.
        """
        query = parse(text, kind=kind)
        if not query.parts:
            return {}
        with _hints(), self._store.read() as connection:
            return rows.matching(connection, self._tenant_id, query)
        return {}

    def shown_on(self, page: SearchPage) -> SearchPage:
        """``page`` with what staff call each of its buyers, as far as that can be read now."""
        numbers = [buyer.id for buyer in page.buyers if buyer.id]
        known: dict[int, str] = {}
        with _hints(), self._store.read() as connection:
            known = rows.of(connection, self._tenant_id, numbers)
        if not known:
            return page
        hits = [replace(hit, alias=known.get(hit.buyer.id or 0, "")) if hit.buyer else hit for hit in page.hits]
        return replace(page, hits=tuple(hits))

    def rename(
        self, buyer: WxBuyingUser, text: str, *, base: str | None = None, operation_id: str | None = None
    ) -> Outcome:
        """Call ``buyer`` something else from now on, '' for nothing; ``base`` is what the person saw.

        The name and the journal's two rows are one transaction. ConflictError where somebody else gave another name
        meanwhile.
        """
        text = checked(text.strip(), "alias")
        if len(text) > LONGEST_ALIAS:
            raise InvalidInputError("this name is too long", field="alias")
        if not buyer.id or buyer.id < 0:
            raise InvalidInputError("this buyer is not stored yet", field="id")
        operation_id = operation_id or uuid.uuid4().hex
        with self._store.write() as connection:
            seq = self._journal.recorded_before(connection, operation_id)
            if seq is None:
                before = rows.of(connection, self._tenant_id, [buyer.id]).get(buyer.id, "")
                if base is not None and before not in (base, text):
                    raise ConflictError("somebody else changed this name", field="alias", buyer_id=buyer.id)
                rows.put(connection, self._tenant_id, buyer.id, text)
                fields = {"alias": (before, text)}
                seq = self._journal.record(
                    connection, Action.ALIAS, fields, operation_id=operation_id, buyer_id=buyer.id
                )
        result = WriteResult(buyer.id, WriteState.DONE, operation_id)
        return Outcome(Action.ALIAS, result, seq, before=buyer, after=buyer, verified=True)


@contextmanager
def _hints() -> Iterator[None]:
    """Reads in the block cost nobody an answer where they fail."""
    try:
        yield
    except BackendError as error:
        logger.info("aliases cannot be read: %s", error.code)
