"""A server's access in the settings file: whole, without its key, and never half believed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from wxbuyer_gui.settings import Profile, Settings, read_first_look
from wxbuyer_gui.settings.file import SettingsFile, dump
from wxbuyer_gui.settings.reading import UnfitError, read_whole
from wxbuyer_gui.settings.remote import RemoteAccess, Signing

SIGNED = RemoteAccess(
    auth="signed",
    signing=Signing(
        key="app-1",
        template="{key}{timestamp}{secret}",
        parts=("query appKey {key}", "header x-sign {sign}"),
        digest="hmac-sha256",
        spelling="HEX",
        time_format="ms",
    ),
    allow_http=True,
    timeout=20,
)
UNUSUAL = RemoteAccess(
    certificate="0f" * 32,
    system_store=True,
    proxy="http://proxy.example:3128",
    chunk=50,
    data_meaning="buyer",
    sex_codes=((1, 0), (2, 1)),
    null_words=True,
    late=60,
    resends=True,
    wait_days=3,
)


def shop(access: RemoteAccess | None) -> Profile:
    return Profile("p1", "总部", "remote", "https://api.example.com/base", 2318, access)


@pytest.mark.parametrize("access", [None, RemoteAccess(auth="header", name="X-Api-Key"), SIGNED, UNUSUAL])
def test_what_was_saved_is_read_by_both_readers(tmp_path: Path, access: RemoteAccess | None) -> None:
    file = SettingsFile(tmp_path / "settings.toml")
    file.update(lambda settings: replace(settings, profile="p1", profiles=(shop(access),)))
    loaded = file.load()
    assert loaded.problems == ()
    assert loaded.settings.current == shop(access)
    assert read_first_look(file.path).source == shop(access)


def test_a_file_from_before_still_loads(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    text = 'profile = "a"\n[[profiles]]\nid = "a"\nname = "x"\nkind = "sqlite"\nurl = "sqlite:///x.db"\n'
    path.write_text(text, encoding="utf-8")
    expected = Profile("a", "x", "sqlite", "sqlite:///x.db")
    assert SettingsFile(path).load().settings.profiles == (expected,)
    assert read_first_look(path).source == expected


def test_the_first_address_of_a_source_is_kept(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.toml")
    moved = replace(shop(SIGNED), home="https://old.example.com")
    file.update(lambda settings: replace(settings, profile="p1", profiles=(moved,)))
    assert file.load().settings.current == moved
    assert read_first_look(file.path).source == moved


def test_databases_get_no_entry_for_servers() -> None:
    text = dump(Settings(profiles=(Profile("a", "x", "sqlite", "sqlite:///x.db"),)))
    assert "remote" not in text


@pytest.mark.parametrize(
    "table",
    [
        "bearer",
        {"auth": "kerberos"},
        {"timeout": "15"},
        {"allow_http": 1},
        {"signing": []},
        {"signing": {"digest": "crc32"}},
        {"signing": {"parts": "header x {sign}"}},
        {"signing": {"parts": [1]}},
        {"data_meaning": "the number"},
        {"proxy": 3128},
        {"null_words": "yes"},
        {"resends": 1},
        {"late": "180"},
        {"sex_codes": {"1": 0}},
        {"sex_codes": [[1, 0, 2]]},
        {"sex_codes": [[1, True]]},
        {"sex_codes": [1]},
    ],
)
def test_half_of_an_access_is_of_no_use(table: object) -> None:
    with pytest.raises(UnfitError):
        read_whole(RemoteAccess, table)


def test_what_a_newer_program_added_is_passed_over() -> None:
    assert read_whole(RemoteAccess, {"auth": "bearer", "later": 1}) == RemoteAccess(auth="bearer")


@pytest.mark.parametrize(("written", "seconds"), [(-5, 1), (0, 1), (15, 15), (10**9, 120)])
def test_no_file_makes_a_call_endless(written: int, seconds: int) -> None:
    assert RemoteAccess(timeout=written).seconds == seconds


@pytest.mark.parametrize(("written", "ids"), [(-5, 1), (0, 1), (50, 50), (10**9, 1000)])
def test_no_file_makes_a_list_endless(written: int, ids: int) -> None:
    assert RemoteAccess(chunk=written).ids_at_once == ids


@pytest.mark.parametrize(("written", "settle"), [(-5, 45), (0, 45), (180, 195), (10**9, 3615)])
def test_no_file_decides_too_soon_or_never(written: int, settle: int) -> None:
    assert RemoteAccess(late=written).settle == settle


@pytest.mark.parametrize(("written", "days"), [(0, 1), (14, 14), (10**9, 60)])
def test_no_file_lets_anything_wait_for_ever(written: int, days: int) -> None:
    assert RemoteAccess(wait_days=written).days_waiting == days
