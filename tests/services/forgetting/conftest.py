"""Why somebody is forgotten here, and forgetting in a file that nobody has open."""

from __future__ import annotations

from pathlib import Path

from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.session import SourceInfo, open_session

REASON = "顾客本人要求，工单 2026-114"


def forget_in_file(database: Path, buyer_id: int) -> None:
    """Forget one buyer of a database, as another program would."""
    url = f"sqlite:///{database}"
    session = open_session(open_source(url), SourceInfo("sqlite", database.name, url, database), device=new_device())
    buyer = session.desk.buyer(buyer_id)
    assert buyer is not None
    session.forgetting.forget(buyer, reason=REASON)
    session.close()
