"""A server's address as people type it: checked before a key is ever sent there."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

import httpx

from wxbuyer_gui.domain.errors import InvalidInputError

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"`{}|^\u2028\u2029\ufeff]")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A checked address. ``host`` is ASCII; ``netloc`` is host and port as a request names them.

    ``path`` is the address' own path, percent-encoded, without a slash at its end.
    """

    scheme: str
    host: str
    port: int
    netloc: str
    path: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"


def checked_address(text: str, *, allow_http: bool = False, field: str = "url") -> ServerAddress:
    """The address in ``text``.

    https only; http is for this computer itself, or with ``allow_http``. Raises InvalidInputError (naming ``field``)
    with code ``E-URL`` for control characters, a user name, a query or fragment, another scheme and for what is no
    address at all; ``E-PLAIN-HTTP`` for http to another computer.
    """
    if _FORBIDDEN.search(text):
        raise _no_address("the address holds a character that no address can hold", field)
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise _no_address("this is no address", field) from None
    if url.scheme not in ("http", "https") or not url.host or not 0 < _port(url) < 2**16:
        raise _no_address("the address must look like https://host/path", field)
    if "@" in text.partition("://")[2].split("/")[0]:
        raise _no_address("the address must not hold a user name or password", field)
    if "?" in text or "#" in text:
        raise _no_address("the address must end before ? and #", field)
    if url.scheme == "http" and not allow_http and not is_this_computer(url.host):
        raise InvalidInputError("http is not encrypted: use https", code="E-PLAIN-HTTP", field=field)
    path = url.raw_path.decode("ascii").rstrip("/")
    return ServerAddress(url.scheme, url.raw_host.decode("ascii"), _port(url), url.netloc.decode("ascii"), path)


def is_this_computer(host: str) -> bool:
    """Whether ``host`` is localhost or a loopback address, so that nothing leaves this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _port(url: httpx.URL) -> int:
    if url.port is not None:
        return url.port
    return 443 if url.scheme == "https" else 80


def _no_address(message: str, field: str) -> InvalidInputError:
    return InvalidInputError(message, code="E-URL", field=field)
