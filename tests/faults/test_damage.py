"""Damaged files: no crash, nothing called saved that is not, and nearly all damage found before the first write."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session

DAMAGES = 300
SEED = 20261124
PAGE, SECTOR = 4096, 512
# SQLite reads no byte behind this one but a version number: https://www.sqlite.org/fileformat2.html#the_database_header
HEADER_IN_USE = 72

NAMES = ("王小明", "欧阳娜娜", "李雪", "尉迟静雯", "Kevin 周", "龚喆", "周建军", "微信用户")


def truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data)) :]


def overwrite_header(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(HEADER_IN_USE - 16)
    end = chance.randrange(start + 16, HEADER_IN_USE + 1)
    data[start:end] = chance.randbytes(end - start)


def overwrite_sector(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) // SECTOR) * SECTOR
    data[start : start + SECTOR] = chance.choice([bytes(SECTOR), chance.randbytes(SECTOR)])


def overwrite_page(data: bytearray, chance: random.Random) -> None:
    pages = len(data) // PAGE
    start, other = (chance.randrange(pages) * PAGE for _ in range(2))
    data[start : start + PAGE] = chance.choice([bytes(PAGE), chance.randbytes(PAGE), data[other : other + PAGE]])


def flip_bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 32)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


KINDS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    truncate,
    overwrite_header,
    overwrite_sector,
    overwrite_page,
    flip_bits,
)


@dataclass
class Outcome:
    """What became of one damaged file."""

    found: bool = False
    falsely_saved: bool = False


@pytest.fixture(scope="module")
def device() -> Device:
    return new_device()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, device: Device) -> bytes:
    """The bytes of a shop's database with buyers, members, a journal and a search index."""
    path = tmp_path_factory.mktemp("shop") / "shop.db"
    session = open_shop(path, device)
    for number in range(400):
        user = WxBuyingUser(open_id=f"o{number:027}", name=NAMES[number % 8], phone=f"138{number:08}")
        stored = session.desk.save_buyer(user).after
        assert stored is not None
        if number % 2:
            session.desk.register(stored, MemberForm(stored.id, name=stored.name, phone=stored.phone))
    session.close()
    return path.read_bytes()


def open_shop(path: Path, device: Device) -> Session:
    source = open_source(f"sqlite:///{path}")
    try:
        return open_session(source, SourceInfo("sqlite", path.name, f"sqlite:///{path}", path), device=device)
    except BaseException:
        source.close()
        raise


def live_with(path: Path, device: Device) -> Outcome:
    """What a counter does with a file that somebody damaged: open, check, search, save, look again tomorrow."""
    try:
        session = open_shop(path, device)
    except BackendError:
        return Outcome(found=True)
    try:
        damaged = session.care.check_pages().is_damaged
        for text in ("", "8000", "王", "wxm"):
            session.desk.search(text)
        saved = session.desk.save_buyer(WxBuyingUser(name="新买家", phone="13900139000")).result.id
    except BackendError:
        return Outcome(found=True)
    finally:
        session.close()
    return Outcome(found=damaged, falsely_saved=not is_there(path, saved, device))


def is_there(path: Path, buyer_id: int | None, device: Device) -> bool:
    try:
        session = open_shop(path, device)
    except BackendError:
        return False
    try:
        buyer = session.desk.buyer(buyer_id or 0)
    except BackendError:
        return False
    finally:
        session.close()
    return buyer is not None and (buyer.name, buyer.phone) == ("新买家", "13900139000")


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Path]:
    return (tmp_path / f"{number}.db" for number in range(DAMAGES))


@pytest.mark.timeout(300)
def test_damage_is_found_and_nothing_is_falsely_saved(
    shop: bytes, device: Device, paths: Iterator[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(SEED)
    found, falsely_saved = Counter[str](), []
    for number, path in enumerate(paths):
        kind = KINDS[number % len(KINDS)]
        data = bytearray(shop)
        while bytes(data) == shop:
            kind(data, chance)
        path.write_bytes(data)
        outcome = live_with(path, device)
        found[kind.__name__] += outcome.found
        if outcome.falsely_saved:
            falsely_saved.append((number, kind.__name__))
        path.unlink()
    each = DAMAGES // len(KINDS)
    with capsys.disabled():
        rates = ", ".join(f"{kind.__name__} {found[kind.__name__]}/{each}" for kind in KINDS)
        print(f"\n{DAMAGES} damages (seed {SEED}), found before or at the first write: {rates}")
    assert falsely_saved == []
    assert found["truncate"] == found["overwrite_header"] == each
    assert found["overwrite_page"] >= 0.9 * each


def test_the_harness_lets_a_whole_file_pass(shop: bytes, device: Device, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.write_bytes(shop)
    assert live_with(path, device) == Outcome(found=False, falsely_saved=False)
    assert not is_there(path, 999_999, device)
