"""What is left in the files themselves: nothing of somebody who was forgotten, in any spelling that is stored."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.forgetting import REASON
from tests.support.raw_server import RawServer
from tests.support.vendor import Vendor
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.demo import fill
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.store import derived, grams
from wxbuyer_gui.store.sqlite import driver_connection

NAME, PHONE, OLD_PHONE = "鄢翊珩", "18612907345", "18612907346"
OPEN_ID = "oZq7Kf0Vn2Xw9Lr5Ty8Ub1Hd3Gs6"
ADDRESS, PICTURE = "浙江省杭州市拱墅区霞湾巷 77 号", "https://thirdwx.qlogo.cn/mmopen/vi_32/Zk3v9/132"
# Rare on purpose: nobody else here has a piece of them.


def find_in(folder: Path, texts: Iterable[str]) -> list[str]:
    """Those of ``texts`` that stand in any file below ``folder``, in an encoding that SQLite or JSON would use."""
    raw = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    spelled = {text: (text.encode(), text.encode("unicode_escape"), text.encode("utf-16-le")) for text in texts}
    return [text for text, spellings in spelled.items() if any(spelling in raw for spelling in spellings)]


def segments(database: Path) -> set[int]:
    """How many segments each search index has. An entry of one stays in it, however many later ones say it is gone."""
    with closing(driver_connection(database)) as connection:
        statement = "SELECT count(DISTINCT segid) FROM index_{}_idx"
        return {connection.execute(statement.format(table)).fetchone()[0] for table in ("buyer", "member")}


def all_texts(phone: str) -> set[str]:
    """Everything by which the person is stored or searched, but for pieces that others share."""
    own = grams.row_tokens(1, *derived.keys(NAME, phone), OPEN_ID)
    return {NAME, phone, OPEN_ID, ADDRESS, PICTURE, "yan yi heng", *(token for token in own if len(token) > 5)}


@pytest.fixture
def shop(tmp_path: Path, device: Device) -> Session:
    """A file with 300 people, and one who is edited and registered."""
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    source = open_source(url)
    fill(source.desk_store, 300)
    return open_session(source, SourceInfo("sqlite", "shop.db", url, tmp_path / "shop.db"), device=device)


def test_the_files_hold_nothing_of_whoever_was_forgotten(shop: Session, tmp_path: Path) -> None:
    desk = shop.desk
    first = WxBuyingUser(name=NAME, phone=OLD_PHONE, open_id=OPEN_ID, profile=PICTURE)
    stored = desk.save_buyer(first).after
    assert stored is not None
    edited = desk.save_buyer(WxBuyingUser(stored.id, 1, OPEN_ID, NAME, PICTURE, PHONE), base=stored).after
    assert edited is not None
    outcome = desk.register(edited, MemberForm(name=NAME, phone=PHONE, address=ADDRESS))
    shop.drafts.save(edited.id or 0, {"name": NAME, "phone": PHONE}, form="member")
    desk.reveal(edited, "phone", reason=f"{NAME} 打来电话")
    assert outcome.after is not None
    searched = {*all_texts(PHONE), OLD_PHONE}
    assert find_in(tmp_path, searched) != []
    assert segments(tmp_path / "shop.db") != {1}
    assert shop.forgetting.forget(outcome.after, reason=REASON).wiped
    assert find_in(tmp_path, searched) == []
    assert segments(tmp_path / "shop.db") == {1}
    shop.close()
    assert find_in(tmp_path, searched) == []


def test_everybody_of_a_list_is_out_of_the_files(shop: Session, tmp_path: Path) -> None:
    people = [
        shop.desk.save_buyer(
            WxBuyingUser(name=f"{NAME}{number}", phone=f"186129{number:05d}", open_id=f"{OPEN_ID[:24]}{number:04d}")
        ).after
        for number in range(120)
    ]
    buyers = [one for one in people if one is not None]
    texts = {text for one in buyers for text in (one.name, one.phone, one.open_id)}
    outcome = shop.forgetting.forget_all(buyers, reason=REASON)
    assert (outcome.forgotten, outcome.wiped) == (120, True)
    assert find_in(tmp_path, texts) == []
    assert shop.care.check().ok
    shop.close()


def test_a_copy_and_its_desk_hold_nothing_either(
    server: RawServer, vendor: Vendor, tmp_path: Path, device: Device
) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    source = open_source(server.url, mirror=f"sqlite:///{folder / 'm.db'}", timeout=2.0)
    session = open_session(source, SourceInfo("remote", "shop", server.url), device=device)
    number = vendor.add(openId=OPEN_ID, name=NAME, phone=PHONE, profile=PICTURE)
    buyer = session.desk.buyer(number)
    assert buyer is not None
    registered = session.desk.register(buyer, MemberForm(name=NAME, phone=PHONE, address=ADDRESS)).after
    assert registered is not None
    assert find_in(folder, all_texts(PHONE)) != []
    assert session.forgetting.forget(registered, reason=REASON).wiped
    assert find_in(folder, all_texts(PHONE)) == []
    assert segments(folder / "m.db") == {0}
    session.close()
    assert find_in(folder, all_texts(PHONE)) == []
