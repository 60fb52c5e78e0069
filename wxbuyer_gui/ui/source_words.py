"""Where the data lies and how it is kept, in the words of the header and the status line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.settings.remote import is_plain
from wxbuyer_gui.ui import copy_words
from wxbuyer_gui.ui.link import LinkState
from wxbuyer_gui.ui.widgets.pill import PillKind
from wxbuyer_gui.ui.words import moment

if TYPE_CHECKING:
    from wxbuyer_gui.domain.models import Coverage
    from wxbuyer_gui.services.care import CareStatus
    from wxbuyer_gui.services.session import SourceInfo

translate = QCoreApplication.translate


def source_pill(
    info: SourceInfo, link: LinkState = LinkState.LOCAL, coverage: Coverage | None = None, *, now: datetime
) -> tuple[PillKind, str]:
    """The pill of the header: on this computer, shared, made up, or how a server stands.

    Where that is away, ``coverage`` is the copy's that answers in its place.
    """
    if link is LinkState.UNKNOWN:
        return PillKind.CHECKING, translate("SourceWords", "Connecting")
    if link is LinkState.ONLINE:
        return PillKind.ONLINE, translate("SourceWords", "Online")
    if link is LinkState.SLOW:
        return PillKind.SLOW, translate("SourceWords", "Slow")
    if link is LinkState.AWAY and coverage is not None:
        words = (translate("SourceWords", "Offline"), copy_words.as_of(coverage, now=now))
        return PillKind.OFFLINE, translate("SourceWords", ", ").join(filter(None, words))
    if link is LinkState.AWAY:
        return PillKind.OFFLINE, translate("SourceWords", "Cannot reach")
    if link is LinkState.SIGN_IN:
        return PillKind.SIGN_IN, translate("SourceWords", "Sign-in needed")
    if info.demo:
        return PillKind.DEMO, translate("SourceWords", "Demo data")
    if info.kind == "postgresql":
        return PillKind.SHARED, translate("SourceWords", "Shared")
    return PillKind.LOCAL, translate("SourceWords", "This computer")


def plain_badge(info: SourceInfo) -> str:
    """The words of the red badge where all that goes to the server can be read on the way; '' elsewhere."""
    return translate("SourceWords", "Not encrypted") if is_plain(info.url) else ""


def source_facts(
    info: SourceInfo,
    status: CareStatus | None,
    coverage: Coverage | None = None,
    *,
    buyers: int | None = None,
    now: datetime,
) -> str:
    """The status line: place, how many buyers once they are counted, when it was last backed up.

    A server tells no such numbers; its copy on this computer does, by ``coverage``.
    """
    if info.kind == "remote":
        place = translate("SourceWords", "Remote API, {place}").format(place=info.label)
        if coverage is None:
            return place
        copy = translate("SourceWords", "copy {facts}").format(facts=copy_words.whole(coverage, now=now))
        return translate("SourceWords", ", ").join((place, copy))
    if info.demo:
        place = translate("SourceWords", "Made-up people, gone when you close")
    elif info.kind == "postgresql":
        place = translate("SourceWords", "Shared database")
    else:
        place = translate("SourceWords", "Database on this computer")
    facts = [place]
    if buyers is not None:
        facts.append(QCoreApplication.translate("SourceWords", "%Ln buyers", "", buyers))
    if status is not None:
        if status.problem:
            facts.append(translate("SourceWords", "the last backup failed ({code})").format(code=status.problem))
        elif status.last_backup is not None:
            facts.append(
                translate("SourceWords", "backed up {moment}").format(moment=moment(status.last_backup, now=now))
            )
    return translate("SourceWords", ", ").join(facts)
