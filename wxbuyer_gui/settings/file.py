"""The settings file: TOML to checked settings and back, never half written, never in the way of a start."""

from __future__ import annotations

import contextlib
import os
import threading
import tomllib
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp
from typing import Any, NamedTuple

import tomli_w

from wxbuyer_gui.settings import FORMAT, RANGES, Settings, WindowPlace, read_first_look, without_secrets
from wxbuyer_gui.settings.reading import read_parts


class SettingsError(Exception):
    """A file that holds no usable settings. ``problems`` names the entries ("privacy.reveal_seconds"), no values."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class Loaded(NamedTuple):
    """The settings in force, and what was wrong with the file.

    ``problems`` names the entries that were replaced by their defaults, ``("",)`` for the whole file;
    ``set_aside`` is the copy of the bad file, None where there is none.
    """

    settings: Settings
    problems: tuple[str, ...] = ()
    set_aside: Path | None = None


class SettingsFile:
    """One settings file. All methods block for a moment on the disk and may be called from any thread."""

    def __init__(self, path: Path, *, now: Callable[[], datetime] = datetime.now) -> None:
        self.path = path
        self._now = now
        self._lock = threading.Lock()

    def first_settings(self, *, language: str | None = None, theme: str | None = None) -> Settings:
        """What the first paint needs, nothing repaired; ``language`` and ``theme`` go before the file's."""
        first = read_first_look(self.path)
        wanted: dict[str, Any] = {name: value for name, value in (("language", language), ("theme", theme)) if value}
        return Settings(
            profile=first.source.id if first.source else "",
            appearance=replace(first.appearance, **wanted),
            window=first.window,
            backup=first.backup,
            profiles=(first.source,) if first.source else (),
        )

    def load(self) -> Loaded:
        """The settings of the file; entries that make no sense get their default, and the file is copied aside.

        A missing file means defaults. Never raises: a program that does not start cannot be repaired by its user.
        """
        with self._lock:
            return self._load()

    def update(self, change: Callable[[Settings], Settings]) -> Settings:
        """Apply ``change`` to what the file holds now, write the result and return it.

        The file is read again first, so that two windows that change different things do not undo each other.
        Raises OSError where it cannot be written; the old file is whole then.
        """
        with self._lock:
            settings = change(self._load().settings)
            _write_whole(self.path, dump(settings))
            return settings

    def _load(self) -> Loaded:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Loaded(Settings())
        except OSError:
            return Loaded(Settings(), ("",))
        except UnicodeDecodeError:
            return Loaded(Settings(), ("",), self._set_aside())
        settings, problems = _repaired(text)
        return Loaded(settings, problems, self._set_aside() if problems else None)

    def _set_aside(self) -> Path | None:
        """A copy of the bad file under its own name and time; one is enough however often it is read."""
        copy = self.path.with_name(f"{self.path.stem}.bad-{self._now():%Y%m%d-%H%M%S}{self.path.suffix}")
        with contextlib.suppress(OSError):
            content = self.path.read_bytes()
            for earlier in sorted(self.path.parent.glob(f"{self.path.stem}.bad-*{self.path.suffix}")):
                if earlier.read_bytes() == content:
                    return earlier
            copy.write_bytes(content)
            return copy
        return None


def dump(settings: Settings) -> str:
    """The text of a settings file. Passwords in source addresses are left out."""
    document = asdict(replace(settings, format=FORMAT))
    document["profiles"] = [
        {key: value for key, value in profile.items() if value is not None} | {"url": without_secrets(profile["url"])}
        for profile in document["profiles"]
    ]
    return tomli_w.dumps(document)


def export_settings(settings: Settings, path: Path) -> None:
    """Write the settings for another computer: no secret, and no window place, which fits this screen only.

    Raises OSError.
    """
    _write_whole(path, dump(replace(settings, window=WindowPlace())))


def import_settings(path: Path, present: Settings) -> Settings:
    """The settings that another computer exported, with this one's window place.

    Raises SettingsError where an entry makes no sense, so that nothing is taken over by halves, and OSError.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise SettingsError(("",)) from None
    settings, problems = _repaired(text)
    if problems:
        raise SettingsError(problems)
    return replace(settings, window=present.window)


def _repaired(text: str) -> tuple[Settings, tuple[str, ...]]:
    """The settings in ``text`` and the entries that had to be dropped for it."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return Settings(), ("",)
    problems: list[str] = []
    version = document.pop("format", FORMAT)
    if type(version) is not int or version > FORMAT:
        problems.append("format")
    return _in_range(read_parts(Settings, document, problems), problems)


def _in_range(settings: Settings, problems: list[str]) -> tuple[Settings, tuple[str, ...]]:
    for section in ("scan", "privacy"):
        values = getattr(settings, section)
        for name, (least, most) in RANGES.items():
            if hasattr(values, name) and not least <= getattr(values, name) <= most:
                problems.append(f"{section}.{name}")
                values = replace(values, **{name: getattr(type(values)(), name)})
        settings = replace(settings, **{section: values})
    clean = tuple(replace(profile, url=without_secrets(profile.url)) for profile in settings.profiles)
    return replace(settings, profiles=clean), tuple(problems)


def _write_whole(path: Path, text: str) -> None:
    """Write a file that only this user may read, so that a power cut leaves the old one or the new one."""
    path = path.resolve()  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = mkstemp(prefix=f"{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if os.name == "posix":  # elsewhere a folder cannot be opened, and the rename is journalled by itself
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
