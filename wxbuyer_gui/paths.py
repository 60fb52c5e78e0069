"""Where things lie on this computer: the program's own resources, and the folders of the person who runs it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

import platformdirs

_APP = "wxbuyer"
_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """A file of the program, such as ``resource("icons", "search.svg")``; it need not exist.

    A wheel and a frozen build carry the files as ``wxbuyer_gui/_resources``; a checkout keeps them in
    ``resources/`` beside the package.
    """
    packed = _PACKAGE / "_resources"
    root = packed if packed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def own_program() -> tuple[list[str], dict[str, str]]:
    """The words that start this program once more, before its arguments, and what it needs in its environment.

    A frozen build is a program of its own. Else the interpreter has to find this package, also in a checkout that
    nobody installed, and nothing in the folder in which the person happens to be.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable], {}
    places = [os.environ.get("PYTHONPATH", ""), str(_PACKAGE.parent)]
    return [sys.executable, "-P", "-m", _PACKAGE.name], {"PYTHONPATH": os.pathsep.join(filter(None, places))}


class Folders(NamedTuple):
    """The folders that belong to one person. None of them need exist before something is written there."""

    config: Path
    data: Path
    cache: Path
    logs: Path

    @property
    def settings_file(self) -> Path:
        """The settings, TOML."""
        return self.config / "settings.toml"

    @property
    def database_file(self) -> Path:
        """The shop's database where nobody has chosen another place."""
        return self.data / "shop.db"

    @property
    def backups(self) -> Path:
        """Backups, where nobody has chosen another place."""
        return self.data / "backups"

    @property
    def avatars(self) -> Path:
        """Pictures fetched from WeChat: may be deleted at any time."""
        return self.cache / "avatars"

    def profile(self, profile_id: str) -> Path:
        """What this computer keeps about one data source, such as drafts for a shared database."""
        return self.data / "profiles" / profile_id


def folders(data_dir: Path | None = None) -> Folders:
    """The usual folders of this platform or, with ``data_dir``, everything under that one."""
    if data_dir is not None:
        return Folders(config=data_dir, data=data_dir, cache=data_dir / "cache", logs=data_dir / "logs")
    # Not the roaming folder on Windows: a database in a folder that is copied at sign-out gets damaged.
    usual = platformdirs.PlatformDirs(_APP, appauthor=False, roaming=False)
    return Folders(
        config=Path(usual.user_config_dir),
        data=Path(usual.user_data_dir),
        cache=Path(usual.user_cache_dir),
        logs=Path(usual.user_log_dir),
    )
