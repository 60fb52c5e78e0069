"""Reads address and key out of what a vendor wrote: a mail, a page of a manual, a curl line, in Chinese or English.

What is found is a proposal: a person looks at it before it is used. The text and the key in it are secrets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

KeyPlace = Literal["", "header", "query", "bearer"]

_LONGEST = 20_000
"""Characters that are read: a manual's page, not the manual."""

_API = "/api/weixin/"
_URL = re.compile(r"https?://[^\s\"'<>，。；、（）()【】]+", re.IGNORECASE)
_BEARER = re.compile(r"\bbearer\s+([A-Za-z0-9._~+/=-]{8,})", re.IGNORECASE)
_HEADER = re.compile(
    r"(?<![A-Za-z0-9-])((?:X-|Api-?Key|App-?Key|Access-?Token|Token)[A-Za-z0-9-]*)\s*[:：]\s*([^\s\"',;，；]{4,})", re.I
)
_LABELS = {
    "secret": r"app\s*secret|client\s*secret|secret(?:\s*key)?|密钥|秘钥|密匙|应用密钥",
    "token": r"access\s*token|token|令牌|口令",
    "key": r"api[\s_-]*key|access\s*key",
    "name": r"app\s*key|app\s*id|client\s*id|应用\s*(?:id|标识|编号)|账号",
}
_LABELLED = {
    kind: re.compile(
        rf"(?<![A-Za-z])(?:{words})\s*(?:[（(][^）)\n]{{0,20}}[）)]\s*)?(?:[:：=]|为|是|is)\s*[\"'“「]?([A-Za-z0-9._~+/=-]{{4,}})",
        re.IGNORECASE,
    )
    for kind, words in _LABELS.items()
}
_QUERY_KEYS = frozenset({"appkey", "apikey", "key", "token", "access_token", "secret", "appsecret"})


@dataclass(frozen=True, slots=True)
class VendorText:
    """What was found; '' for what was not.

    ``place`` is how ``secret`` is shown, ``name`` the header or parameter there. ``key_name`` is the public name that
    goes with the secret (appKey); where there is one the vendor most likely wants a signature.
    """

    url: str = ""
    secret: str = field(default="", repr=False)
    place: KeyPlace = ""
    name: str = ""
    key_name: str = ""

    def __bool__(self) -> bool:
        """Whether anything was found."""
        return bool(self.url or self.secret)


def read_vendor_text(text: str) -> VendorText:
    """Address and key in ``text``, as far as they can be told."""
    text = text[:_LONGEST]
    url, place, name, secret = _address(text)
    if bearer := _BEARER.search(text):
        place, name, secret = "bearer", "", bearer[1]
    elif not secret and (header := _HEADER.search(_URL.sub(" ", text))) and "-" in header[1]:
        place, name, secret = "header", header[1], header[2]
    found = {kind: match[1] for kind, pattern in _LABELLED.items() if (match := pattern.search(text))}
    if not secret:
        secret = found.get("secret") or found.get("token") or found.get("key") or ""
        place = "bearer" if secret and secret == found.get("token") and "secret" not in found else ""
    key_name = found.get("name", "")
    return VendorText(url, secret, place, name, "" if key_name == secret else key_name)


def _address(text: str) -> tuple[str, KeyPlace, str, str]:
    """The base address, and the key where the address carries one; an address of the API itself comes first."""
    found = [match[0].rstrip(".,;:!?") for match in _URL.finditer(text)]
    for whole in sorted(found, key=lambda each: _API not in each.lower()):
        try:
            parts = urlsplit(whole)
            host = parts.hostname
        except ValueError:  # a bracket out of place
            continue
        if not host or "@" in parts.netloc:
            continue
        path = parts.path[:at] if (at := parts.path.lower().find(_API)) >= 0 else parts.path
        base = f"{parts.scheme.lower()}://{parts.netloc}{path.rstrip('/')}"
        for name, value in parse_qsl(parts.query):
            if name.lower() in _QUERY_KEYS and value:
                return base, "query", name, value
        return base, "", "", ""
    return "", "", "", ""
