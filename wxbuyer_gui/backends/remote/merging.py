"""What ``saveuser`` is sent: the server's own copy of a buyer with nothing changed but what a person changed."""

from __future__ import annotations

from typing import Any

from wxbuyer_gui.backends.remote.buyers import Stored
from wxbuyer_gui.domain.errors import ConflictError, UnsupportedError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.net.wire import Buyer

_EDITABLE = ("name", "phone", "profile")


def body_of_new(user: WxBuyingUser, tenant_id: int | None) -> dict[str, Any]:
    """The body for a buyer that is not stored yet: id and memberId 0, what is not known left out."""
    new = Buyer(
        tenant_id=tenant_id,
        open_id=user.open_id,
        name=user.name,
        profile=user.profile,
        phone=user.phone,
        member_id=0,
        id=0,
    )
    return {key: value for key, value in new.written().items() if value != ""}


def body_of_changed(stored: Stored, wanted: WxBuyingUser, base: WxBuyingUser | None) -> dict[str, Any]:
    """The whole body for an existing buyer, as just read: id, tenantId, memberId, the openId unless there was none.

    Raises ConflictError ``E-CHANGED`` where somebody else changed an edited field meanwhile, and UnsupportedError
    for another openId: it is how the server knows the buyer.
    """
    edits = _edits(stored.shown, wanted, base)
    if wanted.open_id and wanted.open_id != stored.wire.open_id:
        if stored.wire.open_id:
            raise UnsupportedError("the openId of a buyer cannot be changed on this server", code="E-OPEN-ID-FIXED")
        edits["open_id"] = wanted.open_id
    return stored.wire.model_copy(update=edits).written()


def _edits(shown: WxBuyingUser, wanted: WxBuyingUser, base: WxBuyingUser | None) -> dict[str, str]:
    """The fields to write: those that differ from what is stored, and from ``base``, what the person saw."""
    edits: dict[str, str] = {}
    for name in _EDITABLE:
        stored, value = getattr(shown, name), getattr(wanted, name)
        if value == stored or (base is not None and value == getattr(base, name)):
            continue
        if base is not None and stored != getattr(base, name):
            raise ConflictError("somebody else changed this meanwhile", code="E-CHANGED", field=name, buyer_id=shown.id)
        edits[name] = value
    return edits
