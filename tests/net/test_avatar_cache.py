"""The folder of pictures stays small, tells nothing, and never gets in the way."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.pictures import HTML, png
from wxbuyer_gui.net.avatars import AvatarCache, Picture

PNG = png(4, 4)


def padded(size: int) -> Picture:
    return Picture("png", PNG + b"\0" * (size - len(PNG)))


def url(number: int) -> str:
    return f"https://wx.qlogo.cn/mmopen/{number}/132"


def used_at(folder: Path, cache: AvatarCache, number: int, seconds: int) -> None:
    """Put picture ``number`` and say when it was last used."""
    before = set(folder.glob("*"))
    cache.put(url(number), padded(1000))
    for path in set(folder.glob("*")) - before:
        os.utime(path, (seconds, seconds))


def test_the_longest_unused_go_first_and_a_tenth_is_free_afterwards(tmp_path: Path) -> None:
    cache = AvatarCache(tmp_path, limit=10_000)
    for number in range(10):
        used_at(tmp_path, cache, number, 1_000 + number)
    assert cache.get(url(0)) is not None  # used again just now
    cache.put(url(10), padded(1000))
    kept = [number for number in range(11) if cache.get(url(number))]
    assert kept == [0, 3, 4, 5, 6, 7, 8, 9, 10]


def test_the_folder_may_fill_up_to_its_limit(tmp_path: Path) -> None:
    cache = AvatarCache(tmp_path, limit=10_000)
    for number in range(10):
        cache.put(url(number), padded(1000))
    assert all(cache.get(url(number)) for number in range(10))


def test_a_picture_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    cache = AvatarCache(tmp_path)
    cache.put(url(1), padded(1000))
    (name,) = tmp_path.iterdir()
    name.unlink()
    name.mkdir()
    cache.put(url(1), padded(1000))
    assert list(tmp_path.iterdir()) == [name]
    assert cache.get(url(1)) is None


def test_another_programs_pictures_count_too(tmp_path: Path) -> None:
    AvatarCache(tmp_path).put(url(1), padded(9_000))
    AvatarCache(tmp_path, limit=10_000).put(url(2), padded(2_000))
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 9_000


def test_file_names_tell_nothing(tmp_path: Path) -> None:
    AvatarCache(tmp_path).put(url(7), Picture("png", PNG))
    (name,) = (path.name for path in tmp_path.iterdir())
    assert len(name) == 64
    assert "qlogo" not in name


def test_what_is_no_picture_is_not_taken_from_the_disk(tmp_path: Path) -> None:
    cache = AvatarCache(tmp_path)
    cache.put(url(1), Picture("png", PNG))
    next(tmp_path.iterdir()).write_bytes(HTML)
    assert cache.get(url(1)) is None


def test_a_folder_that_cannot_be_made_costs_only_speed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = AvatarCache(tmp_path / "file" / "avatars")
    cache.put(url(1), Picture("png", PNG))
    assert cache.get(url(1)) is None
    assert cache.clear() == 0


def test_an_address_that_is_no_text_does_no_harm(tmp_path: Path) -> None:
    cache = AvatarCache(tmp_path)
    cache.put("https://wx.qlogo.cn/\ud800", Picture("png", PNG))
    assert cache.get("https://wx.qlogo.cn/\ud800") == Picture("png", PNG)


@pytest.mark.parametrize("limit", [3_000, 1 << 20])
def test_many_threads_may_use_it_at_once(tmp_path: Path, limit: int) -> None:
    cache = AvatarCache(tmp_path, limit=limit)

    def work(number: int) -> Picture | None:
        cache.put(url(number % 5), padded(1000))
        return cache.get(url(number % 5))

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(work, range(200)))
    assert set(answers) <= {padded(1000), None}
    assert all(len(path.name) == 64 for path in tmp_path.iterdir())  # no half-written one is left
