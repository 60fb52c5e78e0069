"""How the open source shows in the window: its name and state in the header, its facts in the status line."""

from __future__ import annotations

from datetime import datetime

from wxbuyer_gui.ui.forms import Forms
from wxbuyer_gui.ui.line_news import meanwhile
from wxbuyer_gui.ui.link import Link, LinkState
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.source_keeper import SourceKeeper
from wxbuyer_gui.ui.source_words import plain_badge, source_facts, source_pill
from wxbuyer_gui.ui.window_parts import WindowParts


class SourceFace:
    """Tells the parts and the forms what the source can do now."""

    def __init__(self, *, parts: WindowParts, forms: Forms, keeper: SourceKeeper, link: Link, pending: Pending) -> None:
        self._parts = parts
        self._forms = forms
        self._keeper = keeper
        self._link = link
        self._pending = pending

    def show(self) -> None:
        """Show it as it is now; nothing while none is open."""
        session = self._keeper.session
        if session is None:
            return
        now = datetime.now().astimezone()
        is_alone = self._pending.is_here and self._link.state is LinkState.AWAY  # it goes on without its server
        self._parts.header.show_source(
            session.source.label,
            *source_pill(session.source, self._link.state, self._link.coverage, now=now),
            warning=plain_badge(session.source),
            tip=meanwhile(self._link.coverage, now=now) if is_alone else "",
        )
        self._parts.browse.results.answer_page.set_away(is_alone)
        self._forms.set_away(is_alone)
        keeper = self._keeper
        self._parts.status.say(
            source_facts(session.source, keeper.status, self._link.coverage, buyers=keeper.buyers, now=now)
        )
        self._parts.box.set_by_phone(session.finds_by_phone)  # a server of ours may have been away at first
