"""Tokens: shown once, kept hashed, worthless once revoked or expired."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.server.tokens import GivenToken, Grant, TokenFolder, find

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> TokenFolder:
    return TokenFolder(tmp_path / "shop.db.tokens", now=lambda: NOW)


def test_a_token_opens_its_tenant(folder: TokenFolder) -> None:
    token = folder.add(label="1号台", tenant_id=7, role=Role.MANAGER)
    (info,) = folder.all()
    assert folder.find(token) == info.grant == Grant(token.split("_")[1], 7, Role.MANAGER)
    assert (info.label, info.created_at, info.expires_at) == ("1号台", NOW, None)
    assert folder.tenants() == {7}


def test_tokens_are_long_and_never_the_same(folder: TokenFolder) -> None:
    with ThreadPoolExecutor(4) as threads:
        tokens = set(threads.map(lambda _: folder.add(), range(40)))
    assert len(tokens) == len(folder.all()) == 40
    assert all(len(token.split("_", 2)[2]) == 43 for token in tokens)  # 256 bits in base64


def test_the_secret_is_nowhere_on_the_disk(folder: TokenFolder) -> None:
    token = folder.add()
    kept = b"".join(path.read_bytes() for path in folder.folder.iterdir())
    assert token.split("_", 2)[2].encode() not in kept


@pytest.mark.skipif(os.name != "posix", reason="Windows has access lists instead")
def test_nobody_else_may_read_them(folder: TokenFolder) -> None:
    folder.add()
    assert stat.S_IMODE(folder.folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.folder.iterdir()] == [0o600]


def test_what_is_no_token_opens_nothing(folder: TokenFolder) -> None:
    token, other = folder.add(), folder.add()
    name = token.split("_")[1]
    (folder.folder.parent / "planted.json").write_bytes((folder.folder / f"{name}.json").read_bytes())
    wrong = (
        "",
        "wxb_",
        token[:-1],
        token + "x",
        token.swapcase(),
        f" {token}",
        f"wxb_{name}_{other.split('_', 2)[2]}",
        f"wxb_{'0' * 16}_{token.split('_', 2)[2]}",
        f"wxb_../planted_{token.split('_', 2)[2]}",
        "王" * 63,
        "\ud800",
    )
    assert [text for text in wrong if folder.find(text) is not None] == []


def test_when_a_token_was_last_used_is_known_to_the_minute(folder: TokenFolder) -> None:
    token, other = folder.add(), folder.add()
    assert [info.used_at for info in folder.all()] == [None, None]
    for seconds, noted in ((5, 5), (30, 5), (64, 5), (65, 65), (3000, 3000)):
        moment = NOW + timedelta(seconds=seconds)
        assert TokenFolder(folder.folder, now=lambda moment=moment: moment).find(token) is not None
        used = {info.grant.name: info.used_at for info in folder.all()}
        assert used == {token.split("_")[1]: NOW + timedelta(seconds=noted), other.split("_")[1]: None}


def test_a_wrong_secret_is_no_use_of_a_token(folder: TokenFolder) -> None:
    token, other = folder.add(), folder.add()
    later = TokenFolder(folder.folder, now=lambda: NOW + timedelta(hours=1))
    assert later.find(f"wxb_{token.split('_')[1]}_{other.split('_', 2)[2]}") is None
    assert [info.used_at for info in folder.all()] == [None, None]


def test_a_revoked_token_is_worthless_at_once(folder: TokenFolder) -> None:
    token, other = folder.add(), folder.add()
    name = token.split("_")[1]
    assert folder.revoke(name)
    assert folder.find(token) is None
    assert folder.find(other) is not None
    assert not folder.revoke(name)
    assert not folder.revoke(f"../{folder.folder.name}/{other.split('_')[1]}")


def test_a_token_may_end_by_itself(folder: TokenFolder) -> None:
    token = folder.add(expires_at=NOW + timedelta(days=1))
    assert folder.find(token) is not None
    later = TokenFolder(folder.folder, now=lambda: NOW + timedelta(days=1))
    assert later.find(token) is None
    assert [info.is_expired(NOW + timedelta(days=1)) for info in later.all()] == [True]


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", "null", '{"tenant": "1"}', '{"tenant": 1, "scope": "owner"}', "\xff"]
)
def test_a_broken_file_opens_nothing(folder: TokenFolder, content: str) -> None:
    token = folder.add()
    (path,) = folder.folder.iterdir()
    path.write_bytes(content.encode("latin-1"))
    assert folder.find(token) is None
    assert folder.all() == []


def test_a_folder_that_is_not_there_holds_none(folder: TokenFolder) -> None:
    assert folder.all() == []
    assert folder.tenants() == frozenset()


def test_a_given_token_has_to_be_long() -> None:
    for text in ("", "x" * 15, "0123456789 abcdef", "王" * 16, "0123456789abcdef\n"):
        with pytest.raises(InvalidInputError):
            GivenToken(text, tenant_id=1)
    given = GivenToken("0123456789abcdef", tenant_id=3, role=Role.CLERK)
    assert given.find("0123456789abcdef") == Grant("given", 3, Role.CLERK)
    assert given.find("0123456789abcdeg") is None
    assert given.tenants() == {3}


def test_several_sources_of_tokens_are_asked_in_turn(folder: TokenFolder) -> None:
    given = GivenToken("0123456789abcdef", tenant_id=3)
    token = folder.add(tenant_id=2)
    assert [
        grant and grant.tenant_id for grant in (find((given, folder), text) for text in (token, "0123456789abcdef"))
    ] == [2, 3]
    assert find((given, folder), "another-0123456789") is None
