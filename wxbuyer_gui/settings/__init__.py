"""What a person may set, as plain frozen values with their defaults, and the quick look that start-up takes.

``settings.file`` checks, repairs and writes the file.
No secret is ever part of the settings; passwords live in the operating system's keyring.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from wxbuyer_gui.settings.reading import UnfitError, read_parts, read_whole
from wxbuyer_gui.settings.remote import RemoteAccess

Language = Literal["zh_CN", "en"]
ThemeMode = Literal["auto", "light", "dark"]
ScanEnd = Literal["enter", "tab", "none"]
ProfileKind = Literal["sqlite", "postgresql", "remote"]

FORMAT = 1
"""The version of the file's layout; a newer program reads older files."""

RANGES = {
    "gap_ms": (10, 500),
    "reveal_seconds": (5, 600),
    "unseen_months": (6, 240),
    "clipboard_seconds": (0, 600),
    "search_seconds": (0, 600),
    "lock_minutes": (0, 60),
}
"""Least and greatest value of each number a person may set."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the window looks. ``large_text`` makes everything 1.25 times as big; ``compact_rows`` lowers the rows."""

    language: Language = "zh_CN"
    theme: ThemeMode = "auto"
    large_text: bool = False
    compact_rows: bool = False


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window was: Qt's own geometry and splitter states in base64, the tab, the last folder used."""

    geometry: str = ""
    splitter: str = ""
    tab: int = 0
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """How the shop's scanner types. ``gap_ms`` is the longest pause between two keys of one scan."""

    end: ScanEnd = "enter"
    gap_ms: int = 50


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is hidden, and for how long it shows. ``clipboard_seconds`` 0 leaves a copied number in place,
    ``search_seconds`` 0 the search text of a counter that nobody touches.

    ``lock_minutes`` without a key or the mouse lock the counter, where there are operators; 0 never does.
    After ``unseen_months`` a buyer without a member may be proposed to be forgotten.
    """

    mask: bool = True
    reveal_seconds: int = 30
    clipboard_seconds: int = 30
    search_seconds: int = 60
    id_card_field: bool = False
    lock_minutes: int = 5
    avatars: bool = True
    remember_searches: bool = True
    unseen_months: int = 24


@dataclass(frozen=True, slots=True)
class Backup:
    """Automatic backups. ``folder`` '' means the usual one."""

    automatic: bool = True
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The shift summary of each day, saved by itself where ``daily`` and a ``folder`` is named."""

    daily: bool = False
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A data source that has a name. ``url`` never holds a password; ``id`` names its secrets and its folder.

    ``remote`` says how a server's API is reached; None for the usual way, and for databases. ``home`` is the address
    that a server had when it was first opened, '' where it has that one still.
    """

    id: str
    name: str
    kind: ProfileKind
    url: str
    tenant_id: int | None = None
    remote: RemoteAccess | None = None
    home: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in the file. ``profile`` is the id of the source in use, '' for the usual database."""

    format: int = FORMAT
    profile: str = ""
    appearance: Appearance = field(default_factory=Appearance)
    window: WindowPlace = field(default_factory=WindowPlace)
    scan: Scan = field(default_factory=Scan)
    privacy: Privacy = field(default_factory=Privacy)
    backup: Backup = field(default_factory=Backup)
    report: Report = field(default_factory=Report)
    profiles: tuple[Profile, ...] = ()

    @property
    def current(self) -> Profile | None:
        """The source in use, None where that is the usual database."""
        return next((profile for profile in self.profiles if profile.id == self.profile), None)

    def keeping(self, profile: Profile) -> Settings:
        """These with ``profile`` saved, in its own place or at the end of the list."""
        saved = {each.id: each for each in self.profiles} | {profile.id: profile}
        return replace(self, profiles=tuple(saved.values()))


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the first paint and the opening of the source need. ``source`` None: the usual database."""

    appearance: Appearance = field(default_factory=Appearance)
    window: WindowPlace = field(default_factory=WindowPlace)
    backup: Backup = field(default_factory=Backup)
    source: Profile | None = None


_SECRET_PARAMETERS = frozenset({"password", "sslpassword", "passfile", "token"})


def without_secrets(url: str) -> str:
    """A database URL without a password, whether it stood before the host or among the parameters."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket out of place: no URL, and nothing that could be connected to
        return ""
    place = parts.netloc
    if "@" in place:
        user, _, host = place.rpartition("@")
        place = f"{user.partition(':')[0]}@{host}"
    query = parts.query
    if query:
        kept = [(key, value) for key, value in parse_qsl(query, True) if key.casefold() not in _SECRET_PARAMETERS]
        query = urlencode(kept) if len(kept) != len(parse_qsl(query, True)) else query
    if (place, query) == (parts.netloc, parts.query):
        return url  # urlunsplit would drop a slash of "sqlite:///"
    return urlunsplit((parts.scheme, place, parts.path, query, parts.fragment))


def read_first_look(path: Path) -> FirstLook:
    """Look, place of the window and source in use from a settings file, as far as they make sense; never raises."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return FirstLook()
    return replace(read_parts(FirstLook, document, []), source=_source(document))


def _source(document: dict[str, Any]) -> Profile | None:
    """The source in use, if it is whole; half of one is of no use."""
    chosen, listed = document.get("profile"), document.get("profiles")
    for table in listed if isinstance(listed, list) and chosen else ():
        if isinstance(table, dict) and table.get("id") == chosen:
            with suppress(UnfitError):
                return read_whole(Profile, table)
    return None
