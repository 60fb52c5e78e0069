from __future__ import annotations

import pytest

from wxbuyer_gui.domain.chunks import chunks


@pytest.mark.parametrize(
    ("count", "lists"), [(0, []), (1, [[0]]), (3, [[0, 1, 2]]), (4, [[0, 1, 2], [3]]), (6, [[0, 1, 2], [3, 4, 5]])]
)
def test_nothing_is_lost_nor_longer_than_wanted(count: int, lists: list[list[int]]) -> None:
    assert list(chunks(range(count), 3)) == lists


def test_things_are_taken_as_they_are_wanted() -> None:
    left = iter(range(10))
    assert next(chunks(left, 4)) == [0, 1, 2, 3]
    assert next(left) == 4
