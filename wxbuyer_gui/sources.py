"""Opens the places where a shop's data may be. All of it may take its time and belongs on a worker.

The database, its driver and the keyring are imported by the methods, so that the window is painted before.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wxbuyer_gui.paths import Folders

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session, SourceKind
    from wxbuyer_gui.settings import Profile

DEMO_BUYERS = 2000


class Sources:
    """Opens sources for the person whose folders are ``places``."""

    def __init__(self, places: Folders) -> None:
        self._places = places
        self._tried = ""

    def open(self, url: str, *, mirror: str | None = None, tenant_id: int | None = None) -> Session:
        """Open the source at ``url``. BackendError says why it cannot be."""
        from wxbuyer_gui.backends.factory import open_source
        from wxbuyer_gui.services.device import load_device
        from wxbuyer_gui.services.secrets import system_secrets
        from wxbuyer_gui.services.session import SourceInfo, open_session
        from wxbuyer_gui.settings import without_secrets

        self._tried = url
        source = open_source(url, mirror=mirror, data_dir=self._places.data, tenant_id=tenant_id)
        try:
            path = source.desk_store.path
            kind: SourceKind = "postgresql" if url.startswith("postgresql") else "sqlite" if path else "memory"
            info = SourceInfo(kind=kind, label=path.name if path else "", url=without_secrets(url), path=path)
            device = load_device(self._places.data, system_secrets())
            return open_session(source, info, device=device, backups=self._places.backups)
        except BaseException:
            source.close()
            raise

    def migrate(self) -> bool:
        """Bring the database that was tried last up to this program's schema; True if there was anything to do."""
        from wxbuyer_gui.store.engine import migrate_store

        return migrate_store(self._tried)

    def open_profile(self, profile: Profile | None) -> Session:
        """Open a source that has a name; None is the usual database file."""
        if profile is not None:
            return self.open(profile.url, tenant_id=profile.tenant_id)
        file = self._places.database_file
        file.parent.mkdir(parents=True, exist_ok=True)
        return self.open(f"sqlite:///{file}")

    def open_demo(self, count: int = DEMO_BUYERS) -> Session:
        """Open a throw-away database with ``count`` made-up buyers; it is gone when the session closes."""
        from wxbuyer_gui.backends.factory import open_source
        from wxbuyer_gui.demo import fill
        from wxbuyer_gui.services.device import new_device
        from wxbuyer_gui.services.session import SourceInfo, open_session

        folder = TemporaryDirectory(prefix="wxbuyer-demo-", ignore_cleanup_errors=True)
        path = Path(folder.name, "demo.db")
        url = f"sqlite:///{path}"
        source = open_source(url, data_dir=Path(folder.name))

        def close() -> None:
            source.close()
            folder.cleanup()

        try:
            fill(source.desk_store, count)
            info = SourceInfo(kind="sqlite", label="", url=url, path=path, demo=True)
            session = open_session(source, info, device=new_device())
        except BaseException:
            close()
            raise
        return replace(session, close_source=close)
