"""A server's other address: taken for the same one only where five buyers agree, and then the history stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.our_server import MANAGER, serving
from tests.support.raw_server import RawServer, hang_up, http, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.comparison import Comparison
from wxbuyer_gui.domain.errors import AuthError, UnreachableError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Operator, Right, Role
from wxbuyer_gui.paths import folders
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.services.relocation import Relocation
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.remote import RemoteAccess
from wxbuyer_gui.sources import Sources

KEY = "k-0123456789"


def open_id(number: int) -> str:
    return f"oGZUI0egBJY1zhBYw2KhdUfwV{number:03}"


def shop(buyers: int = 7) -> Vendor:
    """A vendor's server with buyers, the first of whom has no openId; it wants the key."""
    model = Vendor(before=lambda asked: None if KEY in asked.headers.values() else http({}, status=401))
    model.add(id=1)
    for number in range(2, buyers + 1):
        model.add(id=number, name="王小明", openId=open_id(number))
    return model


def at(url: str, **access: Any) -> Profile:
    return Profile("p1", "总部", "remote", url, remote=RemoteAccess(auth="header", name="X-Api-Key", **access))


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    keyring = MemorySecrets()
    return Sources(folders(tmp_path / "data"), secrets=lambda: keyring)


@pytest.fixture
def old() -> Iterator[RawServer]:
    with running_server(shop()) as server:
        yield server


@pytest.fixture
def session(sources: Sources, old: RawServer) -> Iterator[Session]:
    """The old address, where all seven buyers were worked on, the last one twice."""
    profile = at(old.url)
    sources.keep_password(profile, KEY)
    session = sources.open_profile(profile)
    for number in (1, 2, 3, 4, 5, 6, 7, 7):
        buyer = session.desk.buyer(number)
        assert buyer is not None
        session.desk.copied(buyer, "open_id")
    yield session
    session.close()


def compared(sources: Sources, session: Session, model: Vendor) -> tuple[Comparison, RawServer]:
    with running_server(model) as new:
        return sources.compare(session, at(new.url)), new


def test_the_same_buyers_are_the_same_server(sources: Sources, session: Session) -> None:
    comparison, new = compared(sources, session, shop())
    assert comparison == Comparison(agreed=5)
    assert comparison.is_same
    (asked,) = new.asked
    assert asked.json == [7, 6, 5, 4, 3]  # the last ones worked on


def test_one_other_openid_is_another_shop(sources: Sources, session: Session) -> None:
    model = shop()
    model.buyers[5]["openId"] = open_id(5).swapcase()
    comparison, _ = compared(sources, session, model)
    assert (comparison.agreed, comparison.different, comparison.missing, comparison.is_same) == (4, 1, 0, False)


def test_a_missing_one_is_counted(sources: Sources, session: Session) -> None:
    comparison, _ = compared(sources, session, shop(buyers=6))
    assert (comparison.agreed, comparison.missing, comparison.is_same) == (4, 1, False)


def test_without_anybody_known_nothing_is_proven(sources: Sources, old: RawServer) -> None:
    profile = at(old.url)
    sources.keep_password(profile, KEY)
    session = sources.open_profile(profile)
    comparison, new = compared(sources, session, shop())
    session.close()
    assert (comparison.asked, comparison.is_same) == (0, False)
    assert new.asked == []


def test_a_dead_server_without_a_copy_tells_nobody(sources: Sources, old: RawServer) -> None:
    profile = at(old.url, mirror=False)
    sources.keep_password(profile, KEY)
    session = sources.open_profile(profile)
    for number in range(2, 8):
        buyer = session.desk.buyer(number)
        assert buyer is not None
        session.desk.copied(buyer, "open_id")
    old.answer = lambda _asked: hang_up
    comparison, new = compared(sources, session, shop())
    session.close()
    assert (comparison.asked, comparison.is_same) == (0, False)
    assert new.asked == []


def test_the_copy_of_a_dead_server_tells(sources: Sources, old: RawServer) -> None:
    profile = at(old.url, timeout=2)
    sources.keep_password(profile, KEY)
    session = sources.open_profile(profile)
    assert session.mirror is not None
    for number in range(1, 8):
        session.desk.buyer(number)
    old.answer = lambda _asked: hang_up
    comparison, _ = compared(sources, session, shop())
    session.close()
    assert comparison == Comparison(agreed=5)


def test_five_who_are_typed_speak_for_a_dead_server(sources: Sources, session: Session, old: RawServer) -> None:
    typed = [WxBuyingUser(number, open_id=open_id(number)) for number in range(2, 7)]
    old.answer = lambda _asked: hang_up
    before = len(old.asked)
    with running_server(shop()) as new:
        assert sources.compare(session, at(new.url), witnesses=typed) == Comparison(agreed=5)
        typed[0] = replace(typed[0], open_id=open_id(99))
        assert not sources.compare(session, at(new.url), witnesses=typed).is_same
    assert len(old.asked) == before


def test_a_clerk_moves_no_server(session: Session, sources: Sources) -> None:
    session.journal.operators = Operators(Operator(1, "小李", Role.CLERK))
    with running_server(shop()) as new:
        for witnesses in ((), [WxBuyingUser(2, open_id=open_id(2))]):
            with pytest.raises(NotAllowedError) as caught:
                sources.compare(session, at(new.url), witnesses=witnesses)
            assert caught.value.right is Right.SOURCE
        assert new.asked == []


@pytest.mark.parametrize(
    "name", [name for name in vars(Relocation) if not name.startswith("_") and name != "operators"]
)
def test_every_method_names_its_right(name: str) -> None:
    assert getattr(Relocation, name).right is Right.SOURCE


def test_a_new_address_that_does_not_take_the_key(sources: Sources, session: Session) -> None:
    with running_server(shop()) as new, pytest.raises(AuthError):
        sources.compare(session, at(new.url), "another")


def test_nobody_at_the_new_address(sources: Sources, session: Session) -> None:
    with pytest.raises(UnreachableError):
        sources.compare(session, at("http://127.0.0.1:9", timeout=1))


def test_a_server_with_a_list_is_compared_by_its_newest(sources: Sources) -> None:
    with open_backend("sqlite://") as first, open_backend("sqlite://") as second:
        for number in range(1, 8):
            for backend in (first, second):
                backend.save_user(WxBuyingUser(name="王小明", open_id=open_id(number)))
        with serving(first) as here, serving(second) as there:
            profile = replace(at(here.url), remote=RemoteAccess(auth="bearer"))
            sources.keep_password(profile, MANAGER)
            session = sources.open_profile(profile)
            assert sources.compare(session, replace(profile, url=there.url)) == Comparison(agreed=5)
            session.close()


def test_the_history_moves_along(sources: Sources, session: Session, old: RawServer) -> None:
    seqs = [entry.seq for entry in session.journal.entries()]
    assert len(seqs) == 8
    with running_server(shop()) as new, running_server(shop()) as third:
        for url in (new.url, third.url):
            moved = sources.moved(at(old.url), url)
            again = sources.moved(moved, third.url)
            assert (moved.url, moved.home, again.home) == (url, old.url, old.url)
            following = sources.open_profile(moved)
            assert [entry.seq for entry in following.journal.entries()] == seqs
            following.close()
        stranger = sources.open_profile(at(new.url))  # the same address as a source of its own
        assert stranger.journal.entries() == ()
        stranger.close()
