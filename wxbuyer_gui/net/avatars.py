"""Profile pictures from WeChat's picture servers, kept in a small cache on disk.

The address of a picture is data that anybody may have written: it is fetched only from WeChat's own hosts, over
https, from public addresses, without redirects, cookies or any word about the customer.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpcore
import httpx

from wxbuyer_gui.net.guarded import Deadline, GuardedNetwork, Resolver, is_public, resolve

MAX_BYTES = 1 << 20
"""A bigger picture is not loaded. WeChat's are below 50 kB."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


class AvatarError(Exception):
    """A picture that is not to be had. The message names the reason and nothing of the address."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture. ``format`` is png, jpeg, gif or webp: the decoder must be told it, never guess."""

    format: str
    data: bytes = field(repr=False)


def picture_of(data: bytes) -> Picture:
    """``data`` with its format, told by its first bytes; AvatarError for any other content, such as SVG."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Picture("webp", data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return Picture(name, data)
    raise AvatarError("no picture")


@dataclass(frozen=True, slots=True)
class AvatarPolicy:
    """Whom to trust with a request, and how long to wait for all of it (seconds)."""

    hosts: frozenset[str] = frozenset({"wx.qlogo.cn", "thirdwx.qlogo.cn"})
    seconds: float = 8.0
    resolver: Resolver = resolve
    allowed: Callable[[str], bool] = is_public


class AvatarFetcher:
    """Fetches pictures, one connection each. Safe to call from several threads."""

    def __init__(self, *, policy: AvatarPolicy | None = None, ssl_context: ssl.SSLContext | None = None) -> None:
        self._policy = policy or AvatarPolicy()
        # Made once: reading the certificate store costs more than a request.
        self._ssl_context = ssl_context or httpx.create_ssl_context(trust_env=False)

    def fetch(self, url: str) -> Picture:
        """The picture at ``url``; http is raised to https. Raises AvatarError, within the policy's time."""
        target = self._target(url)
        deadline = Deadline(self._policy.seconds)
        network = GuardedNetwork(deadline=deadline, resolver=self._policy.resolver, allowed=self._policy.allowed)
        headers = [(b"Host", target.host.encode()), (b"Accept", b"image/*"), (b"Accept-Encoding", b"identity")]
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._ssl_context, network_backend=network) as pool,
                pool.stream("GET", str(target).encode(), headers=headers) as response,
            ):
                return picture_of(_body(response, deadline))
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, ssl.SSLError) as error:
            raise AvatarError(type(error).__name__) from None

    def _target(self, url: str) -> httpx.URL:
        try:
            target = httpx.URL(url)
        except (httpx.InvalidURL, ValueError):
            raise AvatarError("no address") from None
        if target.scheme not in ("http", "https") or target.host not in self._policy.hosts:
            raise AvatarError("not a picture server")
        if target.userinfo or target.port not in (None, 80 if target.scheme == "http" else 443):
            raise AvatarError("not a picture server")
        return target.copy_with(scheme="https", port=None, fragment=None)


def _body(response: httpcore.Response, deadline: Deadline) -> bytes:
    """The body of a plain 200 answer of at most ``MAX_BYTES``."""
    if response.status != 200:
        raise AvatarError("no plain answer")
    headers = {name.lower(): value.lower() for name, value in response.headers}
    if b"x-errno" in headers:
        raise AvatarError("no longer there")  # WeChat's servers say 200 to a picture that has gone, and add this
    if headers.get(b"content-encoding", b"identity") != b"identity":
        raise AvatarError("packed answer")
    if int(headers.get(b"content-length", b"0")) > MAX_BYTES:  # h11 has made sure that it is a number
        raise AvatarError("too big")
    body = bytearray()
    for chunk in response.iter_stream():
        deadline.left()
        body += chunk
        if len(body) > MAX_BYTES:
            raise AvatarError("too big")
    return bytes(body)


class AvatarCache:
    """Pictures on disk under hashed names, so that the folder tells nothing; the longest unused go first.

    ``limit`` bounds the folder, in bytes. All methods touch the disk; they are safe to call from several threads,
    and a folder that cannot be written costs speed only.
    """

    def __init__(self, folder: Path, *, limit: int = 50 << 20) -> None:
        self._folder = folder
        self._limit = limit
        self._size: int | None = None
        self._lock = threading.Lock()

    def get(self, url: str) -> Picture | None:
        """The cached picture of ``url``, which counts as used now."""
        path = self._path(url)
        try:
            data = path.read_bytes()
            os.utime(path)
            return picture_of(data)
        except (OSError, AvatarError):
            return None

    def put(self, url: str, picture: Picture) -> None:
        """Keep a picture, whole or not at all."""
        path = self._path(url)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with self._lock, contextlib.suppress(OSError):
            if self._size is None:
                self._size = self._measure()
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                draft.write_bytes(picture.data)
                draft.replace(path)
            except OSError:
                draft.unlink(missing_ok=True)
                raise
            self._size += len(picture.data)
            if self._size > self._limit:
                self._trim()

    def drop(self, url: str) -> None:
        """Delete the picture of ``url``; none is fine."""
        path = self._path(url)
        with self._lock, contextlib.suppress(OSError):
            size = path.stat().st_size
            path.unlink()
            if self._size is not None:
                self._size -= size

    def clear(self) -> int:
        """Delete all pictures; the number of bytes set free."""
        with self._lock:
            freed = 0
            for path in self._files():
                with contextlib.suppress(OSError):
                    size = path.stat().st_size
                    path.unlink()
                    freed += size
            self._size = 0
            return freed

    def _path(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()

    def _files(self) -> list[Path]:
        return [path for path in self._folder.glob("*") if path.is_file()] if self._folder.is_dir() else []

    def _measure(self) -> int:
        return sum(path.stat().st_size for path in self._files())

    def _trim(self) -> None:
        """Delete the longest unused until a tenth is free, so that not every picture starts this again."""
        stats = sorted(((path.stat(), path) for path in self._files()), key=lambda item: item[0].st_mtime_ns)
        self._size = sum(stat.st_size for stat, _path in stats)
        for stat, path in stats:
            if self._size <= self._limit * 9 // 10:
                return
            path.unlink(missing_ok=True)
            self._size -= stat.st_size


class Avatars:
    """Pictures from the cache or, once, from the network."""

    def __init__(self, *, fetcher: AvatarFetcher, cache: AvatarCache) -> None:
        self._fetcher = fetcher
        self._cache = cache

    def get(self, url: str) -> Picture:
        """The picture at ``url``; blocks. Raises AvatarError."""
        cached = self._cache.get(url)
        if cached is not None:
            return cached
        picture = self._fetcher.fetch(url)
        self._cache.put(url, picture)
        return picture

    def drop(self, url: str) -> None:
        """Forget the cached picture at ``url``."""
        self._cache.drop(url)

    def clear(self) -> int:
        """Forget all cached pictures; the number of bytes set free."""
        return self._cache.clear()
