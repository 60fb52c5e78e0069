"""Parts of a server's address as it stands in a field, where it may be no address at all."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """The server's name, '' for none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a bracket out of place
        return ""


def origin_of(url: str) -> str:
    """Scheme, host and port: who would be shown the key."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()
