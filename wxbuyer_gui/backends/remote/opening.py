"""Opens a server alone."""

from __future__ import annotations

import math

from wxbuyer_gui.backends.inputs import checked_tenant
from wxbuyer_gui.backends.remote.auth import Signer
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.backends.remote.calls import Calls
from wxbuyer_gui.domain.auth import Auth, NoAuth
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.options import RemoteOptions
from wxbuyer_gui.net.address import checked_address
from wxbuyer_gui.net.transport import Transport


def open_remote(
    url: str, *, tenant_id: int | None, timeout: float, auth: Auth | None, options: RemoteOptions | None
) -> RemoteBackend:
    """The server at ``url``, without what the desk keeps for it; errors as in ``open_backend``."""
    options = options or RemoteOptions()
    if not 0 < timeout < math.inf:
        raise InvalidInputError("a time limit is a positive number of seconds", field="timeout")
    if options.chunk < 1:
        raise InvalidInputError("a list asks for at least one buyer", field="chunk")
    address = checked_address(url, allow_http=options.allow_http)
    proxy = checked_address(options.proxy, allow_http=True, field="proxy") if options.proxy else None
    return RemoteBackend(
        Calls(
            Transport(address, proxy=proxy, system_store=options.system_store, certificate=options.certificate),
            Signer(auth or NoAuth()),
            base_path=address.path,
        ),
        timeout=timeout,
        tenant_id=None if tenant_id is None else checked_tenant(tenant_id),
        options=options,
    )
