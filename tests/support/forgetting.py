"""Why somebody is forgotten in the tests, and another program that does it."""

from __future__ import annotations

from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.session import SourceInfo, open_session

REASON = "顾客本人要求，工单 2026-114"


def forget_at(url: str, buyer_id: int) -> None:
    """Forget one buyer of a database, as another program would."""
    session = open_session(open_source(url), SourceInfo("sqlite", "", url), device=new_device())
    session.begin()  # where somebody else has the file open, it is checked first
    buyer = session.desk.buyer(buyer_id)
    assert buyer is not None
    session.forgetting.forget(buyer, reason=REASON)
    session.close()
