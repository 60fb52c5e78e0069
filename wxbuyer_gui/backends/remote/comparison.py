"""Is the server at another address the same one? Told by buyers that both must know under the same ids."""

from __future__ import annotations

from collections.abc import Sequence

from wxbuyer_gui.backends.factory import open_backend
from wxbuyer_gui.domain.auth import Auth
from wxbuyer_gui.domain.comparison import Comparison
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.options import RemoteOptions


def compare(
    url: str,
    known: Sequence[WxBuyingUser],
    *,
    tenant_id: int | None = None,
    auth: Auth | None = None,
    options: RemoteOptions | None = None,
    timeout: float = 15.0,
) -> Comparison:
    """Ask the server at ``url`` for the buyers ``known``; nothing is written. Errors as ``Backend.get_list``."""
    expected = {buyer.id: buyer.open_id for buyer in known if buyer.id is not None}
    with open_backend(url, tenant_id=tenant_id, timeout=timeout, auth=auth, options=options) as backend:
        found = {buyer.id: buyer.open_id for buyer in backend.get_list(list(expected))}
    agreed = sum(found.get(number) == open_id for number, open_id in expected.items())
    return Comparison(agreed=agreed, different=len(found) - agreed, missing=len(expected) - len(found))
