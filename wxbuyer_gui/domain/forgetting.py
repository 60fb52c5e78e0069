"""What forgetting a buyer erases, what it cannot reach, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wxbuyer_gui.domain.models import Member, WxBuyingUser


@dataclass(frozen=True, slots=True)
class Remains:
    """Where a forgotten person's data may still be, for somebody to see to.

    ``server`` is the name of the vendor's or our own server, which keeps its data; '' without one. ``backups`` counts
    the automatic backups, the last of which is gone after ``backups_until`` (None: none are made). ``set_aside``
    names the files that migrations and restores have put beside the database. ``exports`` counts the files that were
    exported, the last at ``exported_at``. ``dump``: backups of PostgreSQL are its administrator's.
    """

    server: str = ""
    backups: int = 0
    backups_until: date | None = None
    set_aside: tuple[str, ...] = ()
    exports: int = 0
    exported_at: datetime | None = None
    dump: bool = False


@dataclass(frozen=True, slots=True)
class ForgetPreview:
    """What would go with a buyer.

    ``member`` goes as well unless ``shared_with`` names other buyers of it. ``entries`` lines of the history lose what
    they say; ``waiting`` writes are still to be sent, and can be discarded with the rest; ``unsettled`` ones were
    sent and not answered, and nobody can be forgotten before they are.
    """

    buyer: WxBuyingUser
    member: Member | None = None
    shared_with: tuple[int, ...] = ()
    entries: int = 0
    waiting: int = 0
    unsettled: int = 0
    remains: Remains = Remains()


@dataclass(frozen=True, slots=True)
class ForgetOutcome:
    """Somebody was forgotten: buyer and, unless None, member. ``wiped``: nothing is left in the files of it either."""

    buyer_id: int
    member_id: int | None
    wiped: bool
    remains: Remains


class Obstacle(StrEnum):
    """Why a line of a list forgets nobody."""

    UNREADABLE = "unreadable"
    NOBODY = "nobody"
    SEVERAL = "several"
    REPEATED = "repeated"
    GONE = "gone"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One line of a list, read: whom it means, or why nobody. ``line`` counts from 1."""

    line: int
    text: str
    buyer: WxBuyingUser | None = None
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class LongUnseen:
    """A buyer of whom nothing was heard since ``last``; ``by_import``: it came by an import, at ``last`` the latest."""

    buyer: WxBuyingUser
    last: datetime | None = None
    by_import: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom a shop might forget: without a member, and not seen for so many months.

    ``numbers`` are all of them, ``sample`` the first with what is known. Left out of the ``unbound`` are those ``seen``
    since, those about whom no date is known at all (``undated``), and those for whom something ``waiting`` is.
    """

    months: int
    numbers: tuple[int, ...] = ()
    sample: tuple[LongUnseen, ...] = ()
    unbound: int = 0
    seen: int = 0
    undated: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """How many were forgotten, and the numbers of those who were not: something waits to be sent for them.

    ``missing`` were no longer there. ``stopped``: somebody ended it early; whoever was forgotten stays so.
    """

    forgotten: int = 0
    members: int = 0
    blocked: tuple[int, ...] = ()
    missing: int = 0
    stopped: bool = False
    wiped: bool = True
    remains: Remains = Remains()
