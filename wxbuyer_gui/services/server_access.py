"""From the settings of a server, or its pairing code, to what the backend is told."""

from __future__ import annotations

import re

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
from wxbuyer_gui.domain.options import DataMeaning, RemoteOptions
from wxbuyer_gui.domain.pairing import read_pairing
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.remote import RemoteAccess, Signing

_FINGERPRINT = re.compile("[0-9a-f]{64}", re.ASCII)


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


def options_of(access: RemoteAccess) -> RemoteOptions:
    """How to talk to the server. InvalidInputError naming "certificate" for what is no fingerprint of one."""
    if access.certificate and not _FINGERPRINT.fullmatch(access.certificate):
        raise InvalidInputError("a certificate's SHA-256 has 64 hexadecimal digits", field="certificate")
    return RemoteOptions(
        allow_http=access.allow_http,
        proxy=access.proxy or None,
        system_store=access.system_store,
        certificate=bytes.fromhex(access.certificate) or None,
        chunk=access.ids_at_once,
        data_meaning=DataMeaning(access.data_meaning),
        sex_codes=dict(access.sex_codes),
        null_words=access.null_words,
        resends=access.resends,
        wait_days=access.days_waiting,
    )


def paired(code: str, *, profile_id: str, name: str = "") -> tuple[Profile, str]:
    """The source that a pairing code leads to, and its key; without a name it goes by its host.

    Nothing more is needed: the code holds address, key and the certificate to believe. InvalidInputError
    ``E-PAIRING`` for other texts.
    """
    pairing = read_pairing(code)
    access = RemoteAccess(auth="bearer", certificate=pairing.fingerprint.hex())
    return Profile(profile_id, name or pairing.host, "remote", pairing.url, remote=access), pairing.token


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
