"""An open source with everything that staff do on it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Literal

from wxbuyer_gui.apart.here import Here
from wxbuyer_gui.apart.process import Apart
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.services.alarm import JournalAlarm
from wxbuyer_gui.services.batch.binding import BatchBinding
from wxbuyer_gui.services.care import Care, CheckReport
from wxbuyer_gui.services.consents import Consents
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.drafts import Drafts
from wxbuyer_gui.services.erasing import Eraser, LocalEraser, ServedEraser
from wxbuyer_gui.services.forgetting import Forgetting
from wxbuyer_gui.services.id_vault import IdVault, use_kept_key
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.mirror import MirrorService
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.services.outbox import OutboxService
from wxbuyer_gui.services.person_export import PersonExport
from wxbuyer_gui.services.readmission import Readmission
from wxbuyer_gui.services.reports import Reports
from wxbuyer_gui.services.seals import ChainCheck
from wxbuyer_gui.services.secrets import Keyring
from wxbuyer_gui.services.staff import Staff
from wxbuyer_gui.services.transfer.file_import import FileImport, import_into_copy
from wxbuyer_gui.services.transfer.service import Transfer
from wxbuyer_gui.store import facts, staff_again
from wxbuyer_gui.store.watching import Watch, watch_of

if TYPE_CHECKING:
    from wxbuyer_gui.backends.factory import Source
    from wxbuyer_gui.backends.offline.late import LateAnswers
    from wxbuyer_gui.domain.models import WxBuyingUser
    from wxbuyer_gui.store.check import Progress

_HERE = 1
"""The tenant of a server's operators: they belong to this computer, whichever tenant the server turns out to have."""

SourceKind = Literal["sqlite", "memory", "postgresql", "remote"]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What the window says about the source: ``label`` for people, ``url`` without secrets, ``path`` of a file."""

    kind: SourceKind
    label: str
    url: str
    path: Path | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One source, open. ``transfer`` is None where the source has no export, ``imports`` where nothing is imported.

    ``settle`` is how many seconds after it was sent a write that was not answered may still be done.
    ``probe`` asks a server something small, to learn whether it answers; None where there is no server's API. An
    answer with an age is a copy's: the server did not answer.
    ``mirror`` is the copy of a server's buyers, and ``outbox`` has the writes that wait for the server; None where
    there is no copy.
    ``id_vault`` encrypts a database's ID numbers; None where they are a server's business.
    ``watch`` notices what other programs change in a database, and what a server with a copy answers late; None where
    nobody else can get at it, or nobody could tell.
    ``alarm`` keeps that the journal is not as it was left, until a manager knows.
    ``staff`` are the people who work here, in the database or, with a server, on this computer.
    ``close_source`` is for ``close``, and ``tidy``, which may be called again, for whoever has checked the pages.
    """

    desk: Desk
    batch: BatchBinding
    journal: Journal
    drafts: Drafts
    source: SourceInfo
    care: Care
    staff: Staff
    alarm: JournalAlarm
    reports: Reports
    forgetting: Forgetting
    person_export: PersonExport
    consents: Consents
    close_source: Callable[[], None]
    tidy: Callable[[], None]
    settle: float = 0.0
    transfer: Transfer | None = None
    imports: FileImport | None = None
    probe: Callable[[], WxBuyingUser | None] | None = None
    mirror: MirrorService | None = None
    outbox: OutboxService | None = None
    id_vault: IdVault | None = None
    watch: Watch | LateAnswers | None = None

    @property
    def finds_by_phone(self) -> bool:
        """Whether it can be searched, and not only asked for one number or openId."""
        return self.probe is None or self.desk.capabilities.phone_search

    def begin(self, *, progress: Progress | None = None, cancel: Event | None = None) -> CheckReport | None:
        """What may take its time and comes after the first paint: check the pages and the journal if that is due.

        Searches work meanwhile, writes wait for the end of it. A damaged file is not written to any more; the
        window says so and offers a backup. None: it was not due, or ``cancel`` stopped it.
        """
        if self.mirror is not None:
            self.mirror.check()
        report: CheckReport | None = None
        if self.care.is_check_due():
            with _until_cancelled():
                report = self.care.check_pages(progress=progress, cancel=cancel)
            if report is not None and report.is_damaged:
                return report
        self.tidy()
        self.forgetting.wipe_if_due(cancel=cancel)
        chain: ChainCheck | None = None
        if report is not None or self.care.is_journal_check_due():
            with _until_cancelled():
                chain = self.check_journal(cancel=cancel)
        return replace(report, chain=chain) if report is not None else None

    def check_journal(self, *, cancel: Event | None = None) -> ChainCheck:
        """As ``Care.check_journal``, and then as ``judge``."""
        return self.judge(self.care.check_journal(cancel=cancel))

    def judge(self, chain: ChainCheck) -> ChainCheck:
        """``chain`` with the operators whom a whole journal does not tell of.

        What is found stays on all counters until a manager takes note of it.
        """
        if chain.ok:
            chain = replace(chain, strangers=self.staff.strangers())
        self.alarm.raise_for(chain)
        return chain

    def close(self) -> None:
        """Close the source. May be called more than once."""
        if self.watch is not None:
            self.watch.close()
        if self.source.path is not None:  # a server may be away: what it holds was kept while it was written
            with contextlib.suppress(StorageError):
                self.journal.keep_head()
        self.close_source()


def open_session(
    source: Source,
    info: SourceInfo,
    *,
    device: Device,
    backups: Path | None = None,
    drop_picture: Callable[[str], None] = lambda _url: None,
    keyring: Keyring = lambda: None,
    apart: bool = False,
) -> Session:
    """Set the services up on an open source and put its journal in order.

    Intents that an earlier run left open are closed by reading the buyers; values and drafts past their time are
    erased. Where the file has to be checked first, that and all other writes wait for ``Session.begin``.
    ``backups`` is the folder of the automatic backups; None makes none. ``drop_picture`` removes the picture at an
    address from this computer. ``keyring`` finds where the key of encrypted ID numbers is kept. ``apart``: files are
    read and written by processes of their own, where those can open the databases. Raises StorageError if
    the source cannot be written; it stays open then.
    """
    operators = Operators()
    served = source.mirrored
    tenant_id = source.backend.tenant_id or 1
    if served:
        tenant_id = _kept_tenant(source, tenant_id)
    local = info.kind != "remote"
    journal = Journal(
        source.desk_store,
        device,
        tenant_id=tenant_id,
        operators=operators,
        beside_data=local,
        anchored_at=source.desk_store.path or source.drafts_store.path,
    )
    if local:
        staff_again.take_over(source.desk_store)
    drafts = Drafts(source.drafts_store, operators, tenant_id=tenant_id)
    alarm = JournalAlarm(source.desk_store, journal, tenant_id=tenant_id)
    staff = Staff(source.desk_store, journal, tenant_id=tenant_id if local else _HERE)
    care = Care(source.desk_store, journal, folder=backups, tenant_id=tenant_id)
    consents = Consents(source.desk_store, operators, tenant_id=tenant_id)
    if local:
        use_kept_key(source.desk_store, keyring)

    outbox = OutboxService(served, journal, operators) if served else None
    eraser = _eraser_of(source, tenant_id, local=local)
    server = "" if local else info.label or info.url
    forgetting = Forgetting(
        source.backend,
        journal,
        eraser,
        care,
        server=server,
        drop_picture=drop_picture,
    )

    @cache  # once: writes come after it, and the journal's end is compared before it grows
    def tidy() -> None:
        care.note_restore()
        staff.tell_again()
        gap = journal.check_end()
        if gap is not None:
            alarm.raise_for(gap, anew=gap.cut)
        if outbox is not None:
            outbox.catch_up()
        forgetting.resume()
        journal.settle_open(source.backend)
        journal.purge_values()
        drafts.purge()
        journal.keep_head()

    if care.is_check_due():
        care.hold_writes()
    else:
        tidy()
    readmission = Readmission(
        source.desk_store, source.backend, journal, tenant_id=lambda: source.backend.tenant_id or tenant_id
    )
    stores = (source.desk_store, served.mirror.store) if served else (source.desk_store,)
    work = Apart if apart and all(store.is_shareable for store in stores) else Here
    transfer = Transfer(source.desk_store, journal, tenant_id=tenant_id, work=work) if local else None
    desk = Desk(
        source.backend,
        journal,
        drafts=drafts,
        written=readmission,
        consents=None if local else consents,
    )
    return Session(
        desk=desk,
        batch=BatchBinding(source.backend, desk, journal),
        journal=journal,
        drafts=drafts,
        source=info,
        care=care,
        staff=staff,
        alarm=alarm,
        reports=Reports(journal),
        forgetting=forgetting,
        person_export=PersonExport(
            source.backend,
            journal,
            find_member=lambda buyer: found.member if (found := eraser.find(buyer)) is not None else None,
            server=server,
        ),
        consents=consents,
        close_source=source.close,
        tidy=tidy,
        settle=source.settle,
        transfer=transfer,
        imports=import_into_copy(served.mirror, source.desk_store, journal, work=work) if served else transfer,
        probe=None if local else served.probe if served else partial(source.backend.get, 1),
        mirror=MirrorService(served, operators) if served else None,
        outbox=outbox,
        id_vault=IdVault(source.desk_store, journal, keyring) if local else None,
        watch=watch_of(source.desk_store, tenant_id) if local else served.late if served else None,
    )


@contextlib.contextmanager
def _until_cancelled() -> Iterator[None]:
    """The block may be broken off by whoever waits for it."""
    try:
        yield
    except StorageError as error:
        if error.code != "E-CANCELLED":
            raise


def _eraser_of(source: Source, tenant_id: int, *, local: bool) -> Eraser:
    if local:
        return LocalEraser(source.desk_store, source.drafts_store, tenant_id=tenant_id)
    return ServedEraser(
        source.desk_store,
        tenant_id=tenant_id,
        mirror=source.mirrored.mirror if source.mirrored else None,
        server_tenant=lambda: source.backend.tenant_id,
    )


def _kept_tenant(source: Source, tenant_id: int) -> int:
    """The tenant under which journal and drafts are kept beside a mirror, ``tenant_id`` from the first time on.

    A server's tenant is learnt while the desk is open; from the next time on the mirror knows it, and what was written
    before must still be found.
    """
    with source.desk_store.write() as connection:
        kept = facts.read(connection, facts.DESK_TENANT)
        if not kept:
            facts.write(connection, facts.DESK_TENANT, str(tenant_id))
    return int(kept) if kept else tenant_id
