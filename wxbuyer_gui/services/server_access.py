"""From the settings of a server and its key to what the backend is told."""

from __future__ import annotations

from wxbuyer_gui.domain.auth import (
    Auth,
    Bearer,
    Digest,
    NoAuth,
    Part,
    Signed,
    Spelling,
    StaticHeaders,
    StaticQuery,
    Where,
)
from wxbuyer_gui.domain.errors import AuthError, InvalidInputError
from wxbuyer_gui.settings.remote import RemoteAccess, Signing


def auth_of(access: RemoteAccess, key: str) -> Auth:
    """How to show ``key`` to the server.

    AuthError ``E-NO-KEY`` where one is needed and ``key`` is ''. InvalidInputError naming "name" or "parts" for
    settings that cannot be.
    """
    if access.auth == "none":
        return NoAuth()
    if not key:
        raise AuthError("no key is kept for this server", code="E-NO-KEY")
    if access.auth == "bearer":
        return Bearer(key)
    if access.auth == "signed":
        return _signed(access.signing, key)
    if not access.name:
        raise InvalidInputError("a header or parameter has a name", field="name")
    return StaticHeaders({access.name: key}) if access.auth == "header" else StaticQuery({access.name: key})


def _signed(signing: Signing, secret: str) -> Signed:
    return Signed(
        key=signing.key,
        secret=secret,
        template=signing.template,
        parts=tuple(_part(line) for line in signing.parts),
        digest=Digest(signing.digest),
        spelling=Spelling(signing.spelling),
        time_format=signing.time_format,
    )


def _part(line: str) -> Part:
    """``header x-sign {sign}``: where, the name there, and the template of its value."""
    where, _, rest = line.strip().partition(" ")
    name, _, value = rest.strip().partition(" ")
    if where not in {place.value for place in Where} or not name or not value.strip():
        raise InvalidInputError("a line must look like: header x-sign {sign}", code="E-SIGN-PART", field="parts")
    return Part(Where(where), name, value.strip())
