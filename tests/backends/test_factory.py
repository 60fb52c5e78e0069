"""Which URL opens what, and what is kept beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wxbuyer_gui.backends import open_backend, open_source
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.domain.models import WxBuyingUser


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


@pytest.mark.parametrize("url", ["https://api.example.com/base", "HTTP://127.0.0.1:8640"])
def test_a_server_is_refused_in_words(url: str) -> None:
    with pytest.raises(UnsupportedError, match="server"):
        open_backend(url)
    with pytest.raises(UnsupportedError, match="server"):
        open_source(url)


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
