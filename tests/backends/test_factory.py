"""Which URL opens what, and what is kept beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wxbuyer_gui.backends import open_backend, open_source
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.options import RemoteOptions


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with open_backend(f"sqlite:///{path}") as backend:
        assert backend.tenant_id == 1
        assert backend.capabilities.phone_search
        assert backend.capabilities.member_edit
        assert not backend.capabilities.offline_writes
        assert backend.outbox is None
    assert path.exists()


def test_the_tenant_may_be_chosen() -> None:
    with open_backend("sqlite://", tenant_id=42) as backend:
        buyer_id = backend.save_user(WxBuyingUser(name="张三")).id
        assert buyer_id is not None
        buyer = backend.get(buyer_id)
        assert buyer is not None
        assert buyer.tenant_id == 42


@pytest.mark.parametrize("tenant_id", [0, -1, 2**63])
def test_a_tenant_is_a_positive_number(tenant_id: int) -> None:
    with pytest.raises(InvalidInputError):
        open_backend("sqlite://", tenant_id=tenant_id)


@pytest.mark.parametrize("url", ["https://api.example.com/base", "HTTP://127.0.0.1:8640", "http://[::1]:1/"])
def test_a_server_is_opened_without_asking_it(url: str) -> None:
    with open_backend(url) as backend:
        assert backend.tenant_id is None
        assert not backend.capabilities.phone_search


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://api.example.com", "E-PLAIN-HTTP"),
        ("http://localhost.example.com", "E-PLAIN-HTTP"),
        ("http://127.0.0.1.example.com", "E-PLAIN-HTTP"),
        ("https://user:secret@api.example.com", "E-URL"),
        ("https://@api.example.com", "E-URL"),
        ("https://api.example.com\\@evil.example", "E-URL"),
        ("https://api.example.com/\r\nX-Evil: 1", "E-URL"),
        ("https://api.example.com/\0", "E-URL"),
        ("https://api.example.com/ x", "E-URL"),
        ("https://api.example.com/?key=secret", "E-URL"),
        ("https://api.example.com/#x", "E-URL"),
        ("https://", "E-URL"),
        ("https:///path", "E-URL"),
        ("http:api.example.com", "E-URL"),
        ("https://api.example.com:99999", "E-URL"),
        ("https://api.example.com:0", "E-URL"),
        ("https://[::1", "E-URL"),
        ("api.example.com", "E-URL"),
        ("file:///etc/passwd", "E-URL"),
        ("ftp://api.example.com", "E-URL"),
        (" https://api.example.com", "E-URL"),
    ],
)
def test_a_wrong_address_is_a_wrong_field(url: str, code: str) -> None:
    for opening in (open_backend, open_source):
        with pytest.raises(InvalidInputError) as caught:
            opening(url)
        assert (caught.value.code, caught.value.field) == (code, "url")
        assert "secret" not in str(caught.value)


def test_plain_http_and_a_proxy_have_to_be_asked_for() -> None:
    open_backend("http://api.example.com", options=RemoteOptions(allow_http=True)).close()
    open_backend("https://api.example.com", options=RemoteOptions(proxy="http://proxy.example:3128")).close()
    for proxy in ("proxy.example:3128", "socks5://proxy.example", "http://user:pass@proxy.example"):
        with pytest.raises(InvalidInputError) as caught:
            open_backend("https://api.example.com", options=RemoteOptions(proxy=proxy))
        assert caught.value.field == "proxy"


def test_a_servers_settings_are_checked() -> None:
    for timeout in (0, -1, float("nan"), float("inf")):
        with pytest.raises(InvalidInputError):
            open_backend("https://api.example.com", timeout=timeout)
    with pytest.raises(InvalidInputError):
        open_backend("https://api.example.com", options=RemoteOptions(chunk=0))
    with pytest.raises(InvalidInputError):
        open_backend("https://api.example.com", tenant_id=0)


def test_a_servers_desk_keeps_its_things_on_this_computer(tmp_path: Path) -> None:
    source = open_source("https://api.example.com/base", data_dir=tmp_path)
    assert source.desk_store is source.drafts_store
    path = source.desk_store.path
    assert path is not None
    assert path.parent.parent == tmp_path / "profiles"
    source.close()
    again = open_source("https://api.example.com/base/", data_dir=tmp_path)
    assert again.desk_store.path == path
    again.close()
    with pytest.raises(StorageError):
        again.backend.get(1)


@pytest.mark.parametrize("name", ["mirror.db", "mirror"])
def test_a_mirrors_desk_keeps_its_things_beside_it(tmp_path: Path, name: str) -> None:
    mirror = f"sqlite:///{tmp_path / name}"
    source = open_source("http://127.0.0.1:9", mirror=mirror, data_dir=tmp_path / "data", timeout=0.1)
    assert source.backend.capabilities.phone_search
    assert source.desk_store.path == tmp_path / "mirror.desk.db"
    source.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["mirror.desk.db", name])


def test_a_mirror_in_memory_leaves_nothing_on_disk(tmp_path: Path) -> None:
    source = open_source("http://127.0.0.1:9", mirror="sqlite://", data_dir=tmp_path, timeout=0.1)
    assert source.desk_store.path is None
    source.close()
    assert not list(tmp_path.iterdir())


def test_only_a_server_has_a_mirror(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match="mirror"):
        open_backend("sqlite://", mirror=f"sqlite:///{tmp_path / 'mirror.db'}")
    assert not list(tmp_path.iterdir())


def test_a_files_desk_keeps_its_things_in_it(tmp_path: Path) -> None:
    source = open_source(f"sqlite:///{tmp_path / 'shop.db'}", data_dir=tmp_path / "data")
    assert source.desk_store is source.drafts_store
    assert source.desk_store.path == tmp_path / "shop.db"
    source.close()
    source.close()
    with pytest.raises(StorageError):
        source.backend.get(1)
    assert not (tmp_path / "data").exists()


@pytest.mark.postgres
def test_drafts_beside_a_server_stay_on_this_computer(postgres_url: str, tmp_path: Path) -> None:
    source = open_source(postgres_url, data_dir=tmp_path)
    assert source.desk_store.dialect == "postgresql"
    drafts = source.drafts_store.path
    assert drafts is not None
    assert drafts.name == "desk.db"
    assert drafts.parent.parent == tmp_path / "profiles"
    source.close()
    again = open_source(postgres_url.replace("shop@", "shop:secret@"), data_dir=tmp_path)
    assert again.drafts_store.path == drafts
    again.close()


def test_importing_backends_loads_nothing_slow() -> None:
    code = (
        "import sys, wxbuyer_gui.backends; sys.exit(any(m in sys.modules for m in ('sqlalchemy', 'httpx', 'pydantic')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
