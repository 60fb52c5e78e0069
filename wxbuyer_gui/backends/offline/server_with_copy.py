"""Opens a server with the copy of its buyers and the outbox."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from wxbuyer_gui.backends.desk_store import open_desk
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.backends.offline.crawl_job import ServerWay
from wxbuyer_gui.backends.offline.machine import Policy
from wxbuyer_gui.backends.offline.opening import open_mirror
from wxbuyer_gui.backends.remote.opening import open_remote
from wxbuyer_gui.domain.auth import Auth
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.options import RemoteOptions
from wxbuyer_gui.store.engine import SQLITE_FILE
from wxbuyer_gui.store.payload_seal import KeyShelf

_SECONDS_OF_A_DAY = 86_400.0


def open_server_with_copy(
    url: str,
    mirror_url: str,
    desk_url: str,
    *,
    home: str,
    tenant_id: int | None,
    timeout: float,
    settle: float,
    auth: Auth | None,
    options: RemoteOptions | None,
    keys: KeyShelf | None,
) -> OfflineBackend:
    """The server at ``url`` with its mirror, which knows it by its first address, ``home``.

    ``settle`` is as in ``Source``, ``keys`` as in ``open_backend``; so are the errors.
    """
    options = options or RemoteOptions()
    if options.wait_days < 1:
        raise InvalidInputError("what waits to be sent waits at least a day", field="wait_days")
    policy = Policy(settle=settle, resends=options.resends, too_old=options.wait_days * _SECONDS_OF_A_DAY)
    with ExitStack() as opened:
        kept = open_mirror(
            mirror_url,
            server=home,
            allow_http=options.allow_http,
            tenant_id=tenant_id,
            is_ours=Path(desk_url.removeprefix(SQLITE_FILE)).exists(),  # nothing else makes that file
        )
        opened.callback(kept.close)
        # The tenant of the copy: whose buyers were kept must not be mixed up with another shop's.
        remote = open_remote(url, tenant_id=kept.tenant_id, timeout=timeout, auth=auth, options=options)
        opened.callback(remote.close)
        way = ServerWay(url=url, timeout=timeout, auth=auth, options=options)
        desk = open_desk(desk_url)
        opened.callback(desk.close)
        desk.id_numbers.waiting.shelf = keys  # before the outbox begins to send
        backend = OfflineBackend(remote, kept, desk, way=way, policy=policy)
        opened.pop_all()
    return backend
