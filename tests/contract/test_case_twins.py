"""openIds that differ in case only: two people, and easily taken for each other."""

from __future__ import annotations

import pytest

from tests.support.people import OPEN_ID, UNSTORABLE, add_buyer
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.domain.errors import InvalidInputError


def test_they_are_found_where_there_is_an_index(backend: Backend) -> None:
    twin = add_buyer(backend, open_id=OPEN_ID[:3] + OPEN_ID[3:12].swapcase() + OPEN_ID[12:])
    far = add_buyer(backend, open_id=OPEN_ID[:-1] + "e")
    others = [add_buyer(backend, open_id=open_id) for open_id in (OPEN_ID, f"{OPEN_ID[:-1]}0", "")]
    backend.get_list([twin, far, *others])  # so that a copy has them
    found = [buyer.id for buyer in backend.case_twins(OPEN_ID)]
    assert found == ([] if isinstance(backend, RemoteBackend) else [far, twin])


@pytest.mark.parametrize("open_id", ["", "o", "oABC", "中文openid中文openid", OPEN_ID])
def test_nobody_is_taken_for_nobody(backend: Backend, open_id: str) -> None:
    add_buyer(backend, open_id="")
    assert backend.case_twins(open_id) == []


@pytest.mark.parametrize("open_id", UNSTORABLE)
def test_what_no_source_can_hold_is_refused(backend: Backend, open_id: str) -> None:
    with pytest.raises(InvalidInputError):
        backend.case_twins(open_id)
