"""Tries a server in four steps, for the person who is about to work with it. Nothing is written."""

from __future__ import annotations

import time

from wxbuyer_gui.backends.factory import open_backend
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.backends.remote.calls import MOST_SKEW
from wxbuyer_gui.domain.auth import Auth
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    InvalidInputError,
    NotFoundError,
    UnreachableError,
)
from wxbuyer_gui.domain.masking import mask_name
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.options import RemoteOptions
from wxbuyer_gui.domain.trial import Found, Step, take
from wxbuyer_gui.net import reach
from wxbuyer_gui.net.address import checked_address


def try_server(
    url: str,
    known: str = "",
    *,
    tenant_id: int | None = None,
    auth: Auth | None = None,
    options: RemoteOptions | None = None,
    timeout: float = 15.0,
) -> tuple[Step, ...]:
    """Is there such a name, does the server prove to be it, does it take the key, can a buyer be read.

    ``known`` is the number or openId of a buyer that the server has: the vendor's API cannot list any. '' is enough
    for a server of ours. ``timeout`` is for each step, in seconds. Raises InvalidInputError, naming the field, for an
    address or a key that cannot be.
    """
    options = options or RemoteOptions()
    address = checked_address(url, allow_http=options.allow_http)
    proxy = checked_address(options.proxy, allow_http=True, field="proxy") if options.proxy else None
    backend = open_backend(url, tenant_id=tenant_id, timeout=timeout, auth=auth, options=options)
    assert isinstance(backend, RemoteBackend)

    def find_name() -> Found:
        # Behind a proxy only that one need know the server's name.
        return Found("addresses", reach.count_addresses(proxy or address, deadline=time.monotonic() + timeout))

    def prove() -> Found:
        end = reach.certificate_end(
            address,
            deadline=time.monotonic() + timeout,
            proxy=proxy,
            system_store=options.system_store,
            certificate=options.certificate,
        )
        if end is None:
            return Found("plain" if address.scheme == "http" else "paired")
        return Found("secured", about=f"{end:%Y-%m-%d}")

    def show_key() -> Found:
        try:
            if known:
                _look_up(backend, known)
            else:
                backend.ask_capabilities()
        except (AuthError, UnreachableError):
            raise
        except BackendError:
            pass  # it let us in; what its answer is worth the next step tells
        off = round(abs(backend.clock_offset))
        return Found("clock", off) if off > MOST_SKEW else Found("accepted")

    def read() -> Found:
        if known:
            buyer = _look_up(backend, known)
            if buyer is None:
                raise NotFoundError("no such buyer", code="E-KNOWN-MISSING")
            return _found(buyer)
        if not backend.capabilities.phone_search:
            raise InvalidInputError("this server has no list of buyers", code="E-KNOWN-NEEDED", field="known")
        newest = next((hit.buyer for hit in backend.search("", limit=1).hits if hit.buyer), None)
        return Found("found") if newest is None else _found(newest)

    try:
        return take({"dns": find_name, "tls": prove, "auth": show_key, "read": read})
    finally:
        backend.close()


def _found(buyer: WxBuyingUser) -> Found:
    return Found("buyer", buyer.id or 0, str(buyer.tenant_id), mask_name(buyer.name))


def _look_up(backend: RemoteBackend, known: str) -> WxBuyingUser | None:
    number = known.removeprefix("#")
    if number.isascii() and number.isdigit():
        return backend.get(int(number))
    return backend.get_by_open_id(known)
