"""The keys with which counters are let in.

A token is 256 random bits behind a name that is no secret: ``wxb_<name>_<secret>``. It is shown once; kept is its
SHA-256, which needs no salt and no slow hash, since nobody can guess 256 bits. Each token is one small file in a folder
that this user alone may read, and not a row of the database: a backup that is put back must not bring back what was
revoked, and handing a database on must not hand on its keys. A file per token is written whole and needs no lock.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.permissions import Role

LEAST_LENGTH = 16
"""The fewest characters of a token that somebody chose."""

_NOTED_EVERY = timedelta(minutes=1)
"""A counter asks some times a second; the disk need not know of each."""

_TOKEN = re.compile(r"wxb_([0-9a-f]{16})_[A-Za-z0-9_-]{43}", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token opens: one tenant, as a clerk or a manager. ``name`` tells tokens apart in logs."""

    name: str
    tenant_id: int
    role: Role


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """A token as people see it. ``label`` is their word for it, such as the counter's; times are in UTC.

    ``used_at`` is when it was last shown, to the minute; None where nobody ever did.
    """

    grant: Grant
    label: str
    created_at: datetime
    expires_at: datetime | None = None
    used_at: datetime | None = None

    def is_expired(self, now: datetime) -> bool:
        """Whether it opens nothing any more."""
        return self.expires_at is not None and self.expires_at <= now


class Tokens(Protocol):
    """Where tokens are looked up."""

    def find(self, token: str) -> Grant | None:
        """What ``token`` opens; None for one that is unknown, revoked or expired."""

    def tenants(self) -> frozenset[int]:
        """The tenants that any token opens."""


class GivenToken:
    """One token that was handed to the program, good until it ends. InvalidInputError where it is too short."""

    def __init__(self, token: str, *, tenant_id: int, role: Role = Role.MANAGER) -> None:
        if len(token) < LEAST_LENGTH or not token.isascii() or not token.isprintable() or " " in token:
            message = f"a token has at least {LEAST_LENGTH} visible ASCII characters"
            raise InvalidInputError(message, code="E-TOKEN", field="token")
        self._hash = _hash(token)
        self._grant = Grant("given", tenant_id, role)

    def find(self, token: str) -> Grant | None:
        """The grant, if it is this token."""
        return self._grant if hmac.compare_digest(_hash(token), self._hash) else None

    def tenants(self) -> frozenset[int]:
        """The tenant of the token."""
        return frozenset({self._grant.tenant_id})


class TokenFolder:
    """The tokens of one source; a change counts from the next request on, also for a server that runs.

    Methods that write, and ``all``, raise OSError.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.folder = folder
        self._now = now

    def add(
        self, *, label: str = "", tenant_id: int = 1, role: Role = Role.CLERK, expires_at: datetime | None = None
    ) -> str:
        """Make a token and return it; nobody can read it again."""
        name = secrets.token_hex(8)
        token = f"wxb_{name}_{secrets.token_urlsafe(32)}"
        created_at = self._now().replace(microsecond=0)
        facts = {
            "label": label,
            "tenant": tenant_id,
            "scope": role.value,
            "created_at": created_at.isoformat(),
            "expires_at": expires_at.astimezone(UTC).isoformat(timespec="seconds") if expires_at else None,
            "sha256": _hash(token),
        }
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f"{name}.part"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(facts, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            _stamp(draft, created_at)
            draft.replace(self._file(name))
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        return token

    def all(self) -> list[TokenInfo]:
        """The tokens, oldest first, expired ones too; files that hold no token are passed over."""
        found = (self._read(path.stem) for path in self.folder.glob("*.json"))
        infos = [info for info, _ in filter(None, found)]
        return sorted(infos, key=lambda info: (info.created_at, info.grant.name))

    def revoke(self, name: str) -> bool:
        """Make a token worthless for good; False where there is none of this name."""
        if not _NAME.fullmatch(name):
            return False
        try:
            self._file(name).unlink()
        except FileNotFoundError:
            return False
        return True

    def find(self, token: str) -> Grant | None:
        """What the token opens. Looks at one file, and at none for what is no token."""
        match = _TOKEN.fullmatch(token)
        kept = self._read(match[1]) if match else None
        if kept is None:
            return None
        info, digest = kept
        now = self._now()
        if not hmac.compare_digest(_hash(token), digest) or info.is_expired(now):
            return None
        if info.used_at is None or now - info.used_at >= _NOTED_EVERY:
            with contextlib.suppress(OSError):  # revoked just now, or a disk that may only be read
                _stamp(self._file(info.grant.name), now)
        return info.grant

    def tenants(self) -> frozenset[int]:
        """The tenants that tokens were made for."""
        return frozenset(info.grant.tenant_id for info in self.all())

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _read(self, name: str) -> tuple[TokenInfo, str] | None:
        """A token and its hash; None where the file is not there or holds none."""
        file = self._file(name)
        try:
            return _info(name, json.loads(file.read_bytes()), datetime.fromtimestamp(file.stat().st_mtime, UTC))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def find(tokens: Iterable[Tokens], token: str) -> Grant | None:
    """What ``token`` opens according to the first of ``tokens`` that knows it."""
    return next((grant for one in tokens if (grant := one.find(token)) is not None), None)


def _stamp(file: Path, moment: datetime) -> None:
    """Keep when a token was last used as the time of its file, which is written without the rest of it."""
    os.utime(file, (moment.timestamp(), moment.timestamp()))


def _info(name: str, facts: dict[str, Any], stamped_at: datetime) -> tuple[TokenInfo, str]:
    """Raises ValueError, KeyError or TypeError for what ``add`` did not write."""
    if not _NAME.fullmatch(name) or type(facts["tenant"]) is not int:
        raise ValueError("not a token")
    created_at, expires_at = _moment(facts["created_at"]), facts["expires_at"]
    info = TokenInfo(
        Grant(name, facts["tenant"], Role(facts["scope"])),
        str(facts["label"]),
        created_at,
        _moment(expires_at) if expires_at is not None else None,
        stamped_at if stamped_at > created_at else None,
    )
    return info, str(facts["sha256"])


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its zone")
    return moment


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
