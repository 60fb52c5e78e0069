"""What every test stands on: no screen, no settings or keyring of the person who runs it, no unnoticed warning."""

from __future__ import annotations

import gc
import json
import logging
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import keyring
import keyring.backend
import pytest
from argon2 import PasswordHasher

from tests.support import canaries, postgres
from wxbuyer_gui.backends.offline import late
from wxbuyer_gui.backends.remote import calls
from wxbuyer_gui.services import hashing

SCREEN = (1024, 768)
_MOST_GARBAGE = 50_000  # objects more than at the last collection, which takes some 100 ms


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Three workers for two cores, as tests wait for as long as they compute; as many as the environment says."""
    found = yield
    return found if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else found * 3 // 2


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Keeps secrets until the session ends."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self._secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._secrets.pop((service, username), None)


@pytest.fixture(autouse=True, scope="session")
def small_screen(home: Path) -> Iterator[None]:
    """A small counter's screen, for this session and the programs that it starts; Qt asks when it starts."""
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    size = {"width": round(SCREEN[0] * scale), "height": round(SCREEN[1] * scale)}
    file = home / "screen.json"
    file.write_text(json.dumps({"screens": [{"name": "counter"} | size]}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QT_QPA_PLATFORM", f"offscreen:configfile={file}")
        yield


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home folder of its own for this session and the programs that it starts."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(folder))
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        keyring.set_keyring(MemoryKeyring())
        yield folder


@pytest.fixture(autouse=True, scope="session")
def a_busy_computer_is_no_server_that_hangs() -> Iterator[None]:
    """A server in the same process may take its time before the copy answers in its place."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(late, "SOON", 5.0)
        yield


@pytest.fixture(autouse=True, scope="session")
def shop_hasher() -> Iterator[Callable[[], PasswordHasher]]:
    """The hasher of a shop, for the tests of hashing; all others sign in with argon2 at the least costs there are."""
    real = hashing._hasher
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_hasher", lambda: cheap)
        yield real


@pytest.fixture
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads are tried three times as always, and almost at once: for tests of what comes after that."""
    monkeypatch.setattr(calls, "_PAUSES", (0.01, 0.03))


@pytest.fixture(autouse=True)
def widgets_are_collected_on_the_main_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test with widgets leaves behind, a worker must not collect: that takes the whole process along."""
    has_widgets = "qapp" in request.fixturenames
    if has_widgets:
        gc.disable()
    elif not gc.isenabled():
        gc.collect()
        gc.enable()
    yield
    if has_widgets:
        gc.disable()  # a window that was closed has given collecting back to Python
        if gc.get_count()[0] > _MOST_GARBAGE:
            gc.collect()


@pytest.fixture(autouse=True)
def no_warning_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail where the code under test warned; a test that provokes it reads ``caplog`` and then clears it."""
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, "\n".join(f"{record.name}: {record.getMessage()}" for record in loud)


@pytest.fixture(autouse=True, scope="session")
def watch_over_logs() -> Iterator[canaries.Watch]:
    """Hears what our modules log in all tests, down to the least line."""
    ours = logging.getLogger("wxbuyer_gui")
    watch = canaries.Watch()
    ours.addHandler(watch)
    ours.setLevel(logging.DEBUG)
    yield watch
    ours.removeHandler(watch)


@pytest.fixture(autouse=True)
def nobody_is_in_the_logs(request: pytest.FixtureRequest, watch_over_logs: canaries.Watch) -> Iterator[None]:
    """Fail where a test left a customer's data in a log, a crash dump or a draft of an export."""
    folder: Path | None = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    leaks = watch_over_logs.leaks + (canaries.leaks_in(folder) if folder is not None else [])
    watch_over_logs.leaks = []
    assert leaks == []


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.PostgresServer]:
    """The session's PostgreSQL; skips, and says why, where there can be none."""
    reason = postgres.why_not()
    if reason:
        pytest.skip(reason)
    with postgres.running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.PostgresServer) -> Iterator[str]:
    """An empty PostgreSQL database."""
    with postgres_server.database() as url:
        yield url
