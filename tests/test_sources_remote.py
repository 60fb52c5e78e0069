"""Opening and trying out servers: the vendor's, as its page describes it, and our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.our_server import MANAGER, serving
from tests.support.raw_server import Asked, RawServer, http, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.backends.offline.machine import Policy
from wxbuyer_gui.domain.errors import AuthError, InvalidInputError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.paths import folders
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.remote import RemoteAccess, Signing
from wxbuyer_gui.sources import Sources

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
KEY = "k-0123456789"


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    keyring = MemorySecrets()
    return Sources(folders(tmp_path / "data"), secrets=lambda: keyring)


@pytest.fixture
def vendor() -> Iterator[RawServer]:
    """Knows buyer 7, and lets in who shows the key in a header."""
    model = Vendor(before=lambda asked: None if KEY in asked.headers.values() else http({}, status=401))
    model.add(id=7, name="王小明", openId=OPEN_ID)
    with running_server(model) as server:
        yield server


def at(url: str, **access: Any) -> Profile:
    return Profile("p1", "总部", "remote", url, remote=RemoteAccess(**{"auth": "header", "name": "X-Api-Key"} | access))


@pytest.mark.parametrize("known", ["7", "#7", OPEN_ID])
def test_a_vendors_server_passes_all_four_steps(sources: Sources, vendor: RawServer, known: str) -> None:
    steps = sources.test(at(vendor.url), KEY, known)
    assert [(step.name, step.ok, step.fact, step.count, step.about, step.whom) for step in steps] == [
        ("dns", True, "addresses", 1, "", ""),
        ("tls", True, "plain", 0, "", ""),
        ("auth", True, "accepted", 0, "", ""),
        ("read", True, "buyer", 7, "2318", "王*明"),
    ]
    assert all(asked.method == "GET" for asked in vendor.asked)


def test_a_wrong_key_fails_at_the_key(sources: Sources, vendor: RawServer) -> None:
    steps = sources.test(at(vendor.url), "another", "7")
    assert [step.ok for step in steps] == [True, True, False, None]
    assert steps[2].error is not None
    assert steps[2].error.code == "E-AUTH"


@pytest.mark.parametrize(("known", "code"), [("8", "E-KNOWN-MISSING"), ("", "E-KNOWN-NEEDED")])
def test_a_vendors_server_is_read_by_somebody_known(sources: Sources, vendor: RawServer, known: str, code: str) -> None:
    steps = sources.test(at(vendor.url), KEY, known)
    assert [step.ok for step in steps] == [True, True, True, False]
    assert steps[3].error is not None
    assert steps[3].error.code == code


def test_our_own_server_needs_nobody_known(sources: Sources) -> None:
    backend = open_backend("sqlite://")
    with serving(backend) as server:
        profile = at(server.url, auth="bearer")
        steps = sources.test(profile, MANAGER)
        assert [(step.ok, step.fact) for step in steps][2:] == [(True, "accepted"), (True, "found")]
        backend.save_user(WxBuyingUser(name="王小明"))
        read = sources.test(profile, MANAGER)[3]
    backend.close()
    assert (read.fact, read.count, read.about, read.whom) == ("buyer", 1, "1", "王*明")


def test_the_options_of_a_profile_are_those_of_its_calls(sources: Sources) -> None:
    model = Vendor()
    model.add(id=7, name="null", openId=OPEN_ID)
    with running_server(model) as server:
        profile = at(
            server.url, auth="none", null_words=True, sex_codes=((1, 0),), proxy=f"http://127.0.0.1:{server.port}"
        )
        session = sources.open_profile(profile)
        buyer = session.desk.buyer(7)
        assert buyer is not None
        assert buyer.name == ""
        session.desk.register(buyer, MemberForm(7, phone="13800138000", sex=1))
        session.close()
        assert all(asked.target.startswith("http://") for asked in server.asked)  # as a proxy is asked
        assert server.calls("createmember")[0].json["sex"] == 0


def test_what_a_profile_says_of_unanswered_writes_is_done(sources: Sources, vendor: RawServer) -> None:
    profile = at(vendor.url, auth="none", timeout=20, late=60, resends=True, wait_days=3)
    session = sources.open_profile(profile)
    assert session.settle == 80
    source = session.desk._backend
    assert isinstance(source, OfflineBackend)
    assert source.outbox.policy == Policy(settle=80, resends=True, too_old=3 * 86400.0)
    session.close()


def test_nobody_there(sources: Sources, vendor: RawServer) -> None:
    steps = sources.test(at("http://127.0.0.1:9", timeout=1), KEY, "7")
    assert [step.ok for step in steps] == [True, False, None, None]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://shop.example", "E-URL"),
        ("https://", "E-URL"),
        ("https://me:secret@shop.example", "E-URL"),
        ("https://shop.example/\r\nHost: other", "E-URL"),
        ("https://shop.example?key=1", "E-URL"),
        ("http://shop.example", "E-PLAIN-HTTP"),
    ],
)
def test_a_bad_address_is_refused_before_anything_is_sent(sources: Sources, url: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as failure:
        sources.test(at(url), KEY, "7")
    assert (failure.value.code, failure.value.field) == (code, "url")


def test_an_access_that_cannot_be_names_its_field(sources: Sources) -> None:
    url = "https://shop.example"
    for profile, field in (
        (at(url, name=""), "name"),
        (at(url, name="X Api"), "auth"),
        (at(url, auth="signed", signing=Signing(parts=("somewhere sign {sign}",))), "parts"),
        (at(url, auth="signed", signing=Signing(template="{who}")), "auth"),
    ):
        with pytest.raises(InvalidInputError) as failure:
            sources.test(profile, KEY, "7")
        assert failure.value.field == field


Shown = Callable[[Asked], object]


@pytest.mark.parametrize(
    ("access", "shown"),
    [
        ({"auth": "header", "name": "X-Api-Key"}, lambda asked: asked.headers["x-api-key"] == KEY),
        ({"auth": "query", "name": "appKey"}, lambda asked: asked.query["appKey"] == KEY),
        ({"auth": "bearer"}, lambda asked: asked.headers["authorization"] == f"Bearer {KEY}"),
        (
            {
                "auth": "signed",
                "signing": Signing("app-1", "{key}{secret}", ("query appKey {key}", "header sign {sign}")),
            },
            lambda asked: asked.query["appKey"] == "app-1" and len(asked.headers["sign"]) == 32,
        ),
        ({"auth": "none"}, lambda asked: KEY not in str(asked)),
    ],
)
def test_the_key_from_the_keyring_is_shown_as_chosen(sources: Sources, access: dict[str, object], shown: Shown) -> None:
    model = Vendor()
    model.add(id=7, openId=OPEN_ID)
    with running_server(model) as server:
        profile = at(server.url, **access)
        sources.keep_password(profile, KEY)
        session = sources.open_profile(profile)
        assert [hit.buyer.id for hit in session.desk.search("7").hits if hit.buyer] == [7]
        session.close()
        assert (session.source.kind, session.source.url) == ("remote", server.url)
        assert session.transfer is None
        assert server.asked
        assert all(shown(asked) for asked in server.asked)


def test_a_server_without_its_key_is_not_asked(sources: Sources, vendor: RawServer) -> None:
    with pytest.raises(AuthError) as failure:
        sources.open_profile(at(vendor.url))
    assert failure.value.code == "E-NO-KEY"
    assert vendor.asked == []
    assert sources.tried == vendor.url


def test_the_tenant_of_the_profile_is_the_only_one(sources: Sources, vendor: RawServer) -> None:
    steps = sources.test(replace(at(vendor.url), tenant_id=1), KEY, "7")
    assert [step.ok for step in steps] == [True, True, True, False]


def test_a_counter_on_our_server_finds_by_phone(sources: Sources) -> None:
    backend = open_backend("sqlite://")
    backend.save_user(WxBuyingUser(name="王小明", phone="13800138000", open_id=OPEN_ID))
    with serving(backend) as server:
        profile = at(server.url, auth="bearer")
        sources.keep_password(profile, MANAGER)
        session = sources.open_profile(profile)
        names = [hit.buyer.name for hit in session.desk.search("8000").hits if hit.buyer]
        session.close()
    backend.close()
    assert names == ["王小明"]


def test_a_profile_keeps_a_copy_of_its_server(sources: Sources, vendor: RawServer) -> None:
    sources.keep_password(at(vendor.url), KEY)
    with_copy = sources.open_profile(at(vendor.url))
    assert with_copy.mirror is not None
    path = with_copy.mirror.info().path
    desk = with_copy.desk
    assert desk.capabilities.phone_search
    assert path is not None
    assert sorted(one.name for one in path.parent.glob("*.db")) == ["desk.db", "mirror.db"]
    with_copy.close()
    without = sources.open_profile(at(vendor.url, mirror=False))
    assert without.mirror is None
    assert not without.desk.capabilities.phone_search
    without.close()
