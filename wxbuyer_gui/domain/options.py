"""What the vendor's API page leaves open, as settings of a remote source; the defaults are the safe choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class DataMeaning(StrEnum):
    """What the number ``data`` in the answer to a write is: the page says only "int".

    ``RESULT``: the buyer's id after ``saveuser``, the member's number after the others. ``BUYER``: always the
    buyer's id. ``NOTHING``: no number of anything.
    """

    RESULT = "result"
    BUYER = "buyer"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RemoteOptions:
    """How to talk to one server.

    ``allow_http`` lets keys and customers' data travel unencrypted to another computer. ``proxy`` is an http(s)
    proxy's address; None connects directly, whatever the environment says. ``system_store`` trusts the certificates
    that this computer trusts (behind a proxy that inspects TLS) instead of the built-in list; ``certificate``, the
    SHA-256 of one certificate, trusts that one and no other, as a pairing code asks. ``chunk`` is the number of ids
    in one ``getlist``. ``sex_codes`` says how the server writes our sex codes; codes without an entry are sent and
    read unchanged. ``null_words`` reads the words null, undefined and None as empty names and phones. ``resends`` lets
    what waits be sent again by itself where it was not answered and the server does not show it after its time to
    settle: only for a server that certainly refuses to register a buyer twice. ``wait_days`` is how long something
    may wait to be sent before people are asked whether it is still wanted.
    """

    allow_http: bool = False
    proxy: str | None = None
    system_store: bool = False
    certificate: bytes | None = None
    chunk: int = 100
    data_meaning: DataMeaning = DataMeaning.RESULT
    sex_codes: Mapping[int, int] = field(default_factory=dict)
    null_words: bool = False
    resends: bool = False
    wait_days: int = 14
