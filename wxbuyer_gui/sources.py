"""Opens the places where a shop's data may be. All of it may take its time and belongs on a worker.

The database, its driver and the keyring are imported by the methods, so that the window is painted before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from wxbuyer_gui.paths import Folders
from wxbuyer_gui.settings import Profile, without_secrets
from wxbuyer_gui.settings.remote import RemoteAccess

if TYPE_CHECKING:
    from wxbuyer_gui.domain.auth import Auth
    from wxbuyer_gui.domain.comparison import Comparison
    from wxbuyer_gui.domain.models import WxBuyingUser
    from wxbuyer_gui.domain.options import RemoteOptions
    from wxbuyer_gui.domain.trial import Step
    from wxbuyer_gui.services.secrets import SecretStore
    from wxbuyer_gui.services.session import Session, SourceInfo
    from wxbuyer_gui.services.shelf import Shelf

_FILE = "sqlite:///"


class Sources:
    """Opens sources for the person whose folders are ``places``.

    ``secrets`` finds the keyring, None where there is none to trust; ``backup_folder`` tells where backups go, the
    usual place if it is not given. ``drop_picture`` deletes what is kept of the picture at an address. ``apart`` is as
    in ``open_session``, for who has a window to keep moving. It remembers which source was tried last, for the page
    that says why that one could not be opened.
    """

    DEMO_BUYERS = 2000
    """How many are made up where nobody says."""

    def __init__(
        self,
        places: Folders,
        *,
        secrets: Callable[[], SecretStore | None],
        backup_folder: Callable[[], Path] | None = None,
        drop_picture: Callable[[str], None] = lambda _url: None,
        apart: bool = False,
    ) -> None:
        self._places = places
        self._secrets = secrets
        self._backup_folder = backup_folder or (lambda: places.backups)
        self._drop_picture = drop_picture
        self._apart = apart
        self._passwords: dict[str, str] = {}
        self._tried = ""
        self._tried_tenant: int | None = None

    # -- opening -----------------------------------------------------------------------------------------------

    def open(
        self,
        url: str,
        *,
        mirror: str | None = None,
        tenant_id: int | None = None,
        timeout: float = 15.0,
        settle: float | None = None,
        auth: Auth | None = None,
        options: RemoteOptions | None = None,
        home: str = "",
    ) -> Session:
        """Open the source at ``url``; the last five are for a server. BackendError says why it cannot be.

        ``home`` is the address under which it was first opened, where that was another.
        """
        from wxbuyer_gui.backends.factory import open_source
        from wxbuyer_gui.services.device import load_device
        from wxbuyer_gui.services.key_shelf import KeyShelf
        from wxbuyer_gui.services.session import open_session
        from wxbuyer_gui.store.files import file_errors

        self._tried, self._tried_tenant = url, tenant_id
        source = open_source(
            url,
            mirror=mirror,
            data_dir=self._places.data,
            tenant_id=tenant_id,
            timeout=timeout,
            settle=settle,
            auth=auth,
            options=options,
            home=home,
            keys=KeyShelf(self._secrets, "outbox"),
        )
        try:
            with file_errors():
                device = load_device(self._places.data, self._secrets)
            info = _describe(url, source.desk_store.path)
            # What is kept here for a server is no shop's data: its copies must not push out those that are.
            backups = None if info.kind == "remote" else self._backup_folder()
            return open_session(
                source,
                info,
                device=device,
                backups=backups,
                keyring=self._secrets,
                drop_picture=self._drop_picture,
                apart=self._apart,
            )
        except BaseException:
            source.close()
            raise

    def open_profile(self, profile: Profile | None) -> Session:
        """Open a source that has a name, with its secret from the keyring; None is the usual database file.

        AuthError ``E-NO-KEY`` for a server whose key is not there.
        """
        if profile is not None and profile.kind == "remote":
            self._tried = profile.url  # also where the key is missing
            from wxbuyer_gui.backends.factory import profile_mirror

            timeout, auth, options = self._way_to(profile, self._password_of(profile))
            access = profile.remote or RemoteAccess()
            return self.open(
                profile.url,
                mirror=profile_mirror(self._places.data, profile.home or profile.url) if access.mirror else None,
                tenant_id=profile.tenant_id,
                timeout=timeout,
                settle=access.settle,
                auth=auth,
                options=options,
                home=profile.home,
            )
        if profile is not None:
            return self.open(self.full_url(profile), tenant_id=profile.tenant_id)
        from wxbuyer_gui.store.files import file_errors

        self._tried = self.url_of(None)
        with file_errors():
            self._places.database_file.parent.mkdir(parents=True, exist_ok=True)
        return self.open(self._tried)

    def url_of(self, profile: Profile | None) -> str:
        """The address of a source that has a name, or of the usual database; without a password."""
        return profile.url if profile is not None else f"{_FILE}{self._places.database_file}"

    def full_url(self, profile: Profile | None) -> str:
        """As ``url_of``, with the password that is kept for a database: to be opened, never to be shown."""
        url = self.url_of(profile)
        return url if profile is None else with_password(url, self._password_of(profile))

    def open_demo(
        self,
        count: int = DEMO_BUYERS,
        *,
        progress: Callable[[int], None] = lambda _buyers: None,
        cancel: Event | None = None,
    ) -> Session:
        """Open a throw-away database with ``count`` made-up buyers; it is gone when the session closes.

        ``progress`` is told how many are done. StorageError ``E-CANCELLED`` once ``cancel`` is set.
        """
        from wxbuyer_gui.backends.factory import open_source
        from wxbuyer_gui.demo import fill
        from wxbuyer_gui.services.device import new_device
        from wxbuyer_gui.services.secrets import MemorySecrets
        from wxbuyer_gui.services.session import open_session

        folder = TemporaryDirectory(prefix="wxbuyer-demo-", ignore_cleanup_errors=True)
        url = f"{_FILE}{Path(folder.name, 'demo.db')}"
        source = open_source(url, data_dir=Path(folder.name))

        def close() -> None:
            source.close()
            folder.cleanup()

        try:
            fill(source.desk_store, count, progress=progress, cancel=cancel)
            info = replace(_describe(url, source.desk_store.path), label="", demo=True)
            in_memory = MemorySecrets()
            session = open_session(source, info, device=new_device(), keyring=lambda: in_memory, apart=self._apart)
        except BaseException:
            close()
            raise
        return replace(session, close_source=close)

    # -- trying one out ----------------------------------------------------------------------------------------

    def test(self, profile: Profile, password: str = "", known: str = "") -> tuple[Step, ...]:
        """Try a source in four steps without writing to it; '' takes the password or key that is kept.

        ``known`` is the number or openId of a buyer that a server has. Raises InvalidInputError, naming the field,
        for what is no address, and AuthError ``E-NO-KEY`` where the key is missing.
        """
        from wxbuyer_gui.backends.factory import DEFAULT_TENANT
        from wxbuyer_gui.store.probe import probe

        if profile.kind == "remote":
            from wxbuyer_gui.backends.remote.trial import try_server

            timeout, auth, options = self._way_to(profile, password or self._password_of(profile))
            tenant = profile.tenant_id
            return try_server(profile.url, known, tenant_id=tenant, timeout=timeout, auth=auth, options=options)
        url = with_password(profile.url, password or self._password_of(profile))
        return probe(url, tenant_id=profile.tenant_id or DEFAULT_TENANT)

    def compare(
        self, session: Session, profile: Profile, password: str = "", witnesses: Sequence[WxBuyingUser] = ()
    ) -> Comparison:
        """Whether the server of ``profile`` is the one of ``witnesses``, under another address; nothing is written.

        Without ``witnesses`` five buyers that ``session`` knows must be there under the same ids. '' takes the key
        that is kept. Raises as ``test``, NotAllowedError, and the BackendErrors of the server.
        """
        from wxbuyer_gui.services.relocation import Relocation

        timeout, auth, options = self._way_to(profile, password or self._password_of(profile))
        relocation = Relocation(session)
        return relocation.compare(
            profile.url,
            witnesses or relocation.witnesses(),
            tenant_id=profile.tenant_id,
            timeout=timeout,
            auth=auth,
            options=options,
        )

    @staticmethod
    def moved(profile: Profile, url: str) -> Profile:
        """The source under another address, with the history it has: for one that ``compare`` says is the same."""
        return replace(profile, url=url, home=profile.home or profile.url)

    def keep_password(self, profile: Profile, password: str) -> bool:
        """Keep a source's password in the keyring. False: there is none to trust, it is kept until the program ends."""
        from wxbuyer_gui.services.secrets import SecretStoreError

        self._passwords[profile.id] = password
        keyring = self._secrets()
        if keyring is None:
            return False
        try:
            keyring.set(_secret_name(profile), password)
        except SecretStoreError:
            return False
        return True

    @staticmethod
    def paired(code: str) -> tuple[Profile, str]:
        """The source that a pairing code leads to, and its key; InvalidInputError ``E-PAIRING`` for other texts."""
        from wxbuyer_gui.services.server_access import paired

        return paired(code, profile_id="")

    def has_password(self, profile: Profile) -> bool:
        """Whether a password is kept for this source."""
        return bool(self._password_of(profile))

    @staticmethod
    def _way_to(profile: Profile, key: str) -> tuple[float, Auth, RemoteOptions]:
        """Time limit, key and options of a server."""
        from wxbuyer_gui.services.server_access import auth_of, options_of

        access = profile.remote or RemoteAccess()
        return access.seconds, auth_of(access, key), options_of(access)

    def _password_of(self, profile: Profile) -> str:
        from wxbuyer_gui.services.secrets import SecretStoreError

        if profile.kind == "sqlite":
            return ""
        if profile.id not in self._passwords:
            keyring = self._secrets()
            try:
                self._passwords[profile.id] = (keyring.get(_secret_name(profile)) if keyring else None) or ""
            except SecretStoreError:  # locked: asked again next time
                return ""
        return self._passwords[profile.id]

    # -- the source that was tried last, and cannot be used ----------------------------------------------------

    @property
    def tried(self) -> str:
        """The address of the source that was tried last, without secrets; '' before the first."""
        return without_secrets(self._tried)

    @property
    def tried_path(self) -> Path | None:
        """Its file; None for a server."""
        return file_of(self._tried)

    def migrate(self, url: str) -> bool:
        """Bring a database up to this program's schema; True if there was anything to do."""
        from wxbuyer_gui.store.engine import migrate_store

        return migrate_store(url)

    def migrate_tried(self, name: str = "", secret: str = "") -> bool:
        """As ``migrate``, for the source tried last; where it has operators, by the word of a manager.

        NotAllowedError and SecretError where these are not a manager's.
        """
        from wxbuyer_gui.backends.factory import DEFAULT_TENANT
        from wxbuyer_gui.services.older_staff import admit_to_migrate

        tenant_id = self._tried_tenant or DEFAULT_TENANT
        admit_to_migrate(self._tried, tenant_id=tenant_id, name=name, secret=lambda: secret)
        return self.migrate(self._tried)

    def shelf(self, session: Session | None = None) -> Shelf:
        """The backups of the source that is open or, with None, of the one tried last; errors as ``shelf_at``."""
        from wxbuyer_gui.services.shelf import find_shelf

        if session is None:
            return self.shelf_at(self._tried)
        return find_shelf(session.source.url, session.source.path, self._backup_folder(), session.care)

    def shelf_at(self, url: str) -> Shelf:
        """The backups of a file that cannot be opened for its damage, or is gone.

        UnsupportedError ``E-PG-DUMP`` for a server, StorageError ``E-NO-FILE`` for a database in memory.
        """
        from wxbuyer_gui.services.shelf import find_shelf

        return find_shelf(url, file_of(url), self._backup_folder(), None)


def file_of(url: str) -> Path | None:
    """The file of a SQLite database's address; None for a server and for one in memory."""
    name = url.removeprefix(_FILE)
    return Path(name).absolute() if url.startswith(_FILE) and name not in ("", ":memory:") else None


def with_password(url: str, password: str) -> str:
    """A database URL with ``password``; one that has a password of its own, or no user to have one, stays."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket out of place: whoever opens it says so
        return url
    user, at, host = parts.netloc.rpartition("@")
    if not password or not at or ":" in user:
        return url
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{host}"))


def _describe(url: str, path: Path | None) -> SourceInfo:
    """``path`` is the file of a SQLite database; what is kept here for a server is not the source's."""
    from wxbuyer_gui.backends.factory import is_server
    from wxbuyer_gui.services.session import SourceInfo

    clean = without_secrets(url)
    if is_server(url):
        return SourceInfo(kind="remote", label=urlsplit(url).hostname or "", url=clean)
    if url.startswith("postgresql"):
        parts = urlsplit(url)  # open already, so it is a URL
        return SourceInfo(kind="postgresql", label=parts.path.strip("/") or (parts.hostname or ""), url=clean)
    return SourceInfo(kind="sqlite" if path else "memory", label=path.name if path else "", url=clean, path=path)


def _secret_name(profile: Profile) -> str:
    return f"password {profile.id}"
